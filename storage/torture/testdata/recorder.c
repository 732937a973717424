/* Preloaded into a process, this writes down what SQLite does to its files, in
 * order, and lets chosen calls fail. The tests play the record back as a power
 * cut would have left it.
 *
 * RECORD names the file to append to; only files below RECORD_UNDER are looked
 * at. FAULT names a file of five 32-bit numbers, shared with the test: which call
 * fails (0 none, 1 write, 2 sync, 3 truncate, 4 unlink, 5 open), after how many
 * good ones, with which errno, how many times in a row, and how often it did.
 *
 * A record: kind (1), object (4), offset (8), length (4), then length bytes. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

enum { FDS = 4096, DIRECTORY = 0x40000000 };

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static int record = -1;
static const char *under;
static volatile int32_t *fault;
static uint32_t object[FDS]; /* what a descriptor is open on, 0 for nothing of ours */
static uint32_t objects;
static struct { dev_t dev; ino_t ino; uint32_t object; } known[1 << 16];

static int (*next_open)(const char *, int, ...);
static ssize_t (*next_write)(int, const void *, size_t);
static ssize_t (*next_pwrite)(int, const void *, size_t, off_t);
static int (*next_fsync)(int), (*next_fdatasync)(int), (*next_close)(int);
static int (*next_ftruncate)(int, off_t), (*next_unlink)(const char *);

__attribute__((constructor)) static void start(void) {
	next_open = dlsym(RTLD_NEXT, "open64");
	next_write = dlsym(RTLD_NEXT, "write");
	next_pwrite = dlsym(RTLD_NEXT, "pwrite64");
	next_fsync = dlsym(RTLD_NEXT, "fsync");
	next_fdatasync = dlsym(RTLD_NEXT, "fdatasync");
	next_close = dlsym(RTLD_NEXT, "close");
	next_ftruncate = dlsym(RTLD_NEXT, "ftruncate64");
	next_unlink = dlsym(RTLD_NEXT, "unlink");
	under = getenv("RECORD_UNDER");
	if (getenv("RECORD"))
		record = next_open(getenv("RECORD"), O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0600);
	if (getenv("FAULT")) {
		int fd = next_open(getenv("FAULT"), O_RDWR | O_CLOEXEC);
		if (fd >= 0) {
			void *p = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
			fault = p == MAP_FAILED ? NULL : p;
			next_close(fd);
		}
	}
}

static int ours(const char *path) { return under && strncmp(path, under, strlen(under)) == 0; }

static void note(char kind, uint32_t obj, uint64_t at, const void *data, uint32_t length) {
	if (record < 0)
		return;
	char *b = malloc(17 + (size_t)length);
	b[0] = kind;
	memcpy(b + 1, &obj, 4);
	memcpy(b + 5, &at, 8);
	memcpy(b + 13, &length, 4);
	memcpy(b + 17, data, length);
	if (next_write(record, b, 17 + (size_t)length) != (ssize_t)(17 + (size_t)length))
		abort();
	free(b);
}

/* fails tells whether this call is to fail, and sets errno. */
static int fails(int call) {
	if (!fault || fault[0] != call)
		return 0;
	if (fault[1]-- > 0)
		return 0;
	if (fault[3]-- <= 0)
		return 0;
	fault[4]++;
	errno = fault[2];
	return 1;
}

/* identify gives an open file its number. A file that was just made is a new
 * object, even where the system gave it the inode of one that is gone. */
static void identify(int fd, const char *path, int made) {
	struct stat s;
	if (fd < 0 || fd >= FDS || fstat(fd, &s) != 0)
		return;
	if (S_ISDIR(s.st_mode)) {
		object[fd] = DIRECTORY;
		return;
	}
	uint32_t i = (uint32_t)(s.st_ino * 2654435761u) & 0xffff;
	while (known[i].object && (known[i].ino != s.st_ino || known[i].dev != s.st_dev))
		i = (i + 1) & 0xffff;
	if (made || !known[i].object) {
		known[i].dev = s.st_dev;
		known[i].ino = s.st_ino;
		known[i].object = ++objects;
		note(made ? 'C' : 'O', objects, 0, path, strlen(path));
	}
	object[fd] = known[i].object;
}

static int record_open(const char *path, int flags, mode_t mode) {
	if (!ours(path))
		return next_open(path, flags, mode);
	pthread_mutex_lock(&mutex);
	struct stat s;
	int made = (flags & O_CREAT) && stat(path, &s) != 0;
	int fd = -1;
	if (!(made && fails(5)))
		fd = next_open(path, flags, mode);
	identify(fd, path, made);
	pthread_mutex_unlock(&mutex);
	return fd;
}

int open(const char *path, int flags, ...) {
	va_list args;
	va_start(args, flags);
	mode_t mode = flags & O_CREAT ? va_arg(args, mode_t) : 0;
	va_end(args);
	return record_open(path, flags, mode);
}

int open64(const char *path, int flags, ...) {
	va_list args;
	va_start(args, flags);
	mode_t mode = flags & O_CREAT ? va_arg(args, mode_t) : 0;
	va_end(args);
	return record_open(path, flags, mode);
}

static uint32_t of(int fd) { return fd >= 0 && fd < FDS ? object[fd] : 0; }

static ssize_t record_write(int fd, const void *data, size_t n, off_t at, int positioned) {
	if (!of(fd))
		return positioned ? next_pwrite(fd, data, n, at) : next_write(fd, data, n);
	pthread_mutex_lock(&mutex);
	if (!positioned)
		at = lseek(fd, 0, SEEK_CUR);
	ssize_t done = -1;
	if (!fails(1))
		done = positioned ? next_pwrite(fd, data, n, at) : next_write(fd, data, n);
	if (done > 0)
		note('W', of(fd), at, data, done);
	pthread_mutex_unlock(&mutex);
	return done;
}

ssize_t write(int fd, const void *data, size_t n) { return record_write(fd, data, n, 0, 0); }
ssize_t pwrite(int fd, const void *data, size_t n, off_t at) { return record_write(fd, data, n, at, 1); }
ssize_t pwrite64(int fd, const void *data, size_t n, off_t at) { return record_write(fd, data, n, at, 1); }

static int record_sync(int fd, int (*next)(int)) {
	if (!of(fd))
		return next(fd);
	pthread_mutex_lock(&mutex);
	int failed = fails(2) ? -1 : next(fd);
	if (failed == 0)
		note('S', of(fd), 0, "", 0);
	pthread_mutex_unlock(&mutex);
	return failed;
}

int fsync(int fd) { return record_sync(fd, next_fsync); }
int fdatasync(int fd) { return record_sync(fd, next_fdatasync); }

static int record_truncate(int fd, off_t size) {
	if (!of(fd))
		return next_ftruncate(fd, size);
	pthread_mutex_lock(&mutex);
	int failed = fails(3) ? -1 : next_ftruncate(fd, size);
	if (failed == 0)
		note('T', of(fd), size, "", 0);
	pthread_mutex_unlock(&mutex);
	return failed;
}

int ftruncate(int fd, off_t size) { return record_truncate(fd, size); }
int ftruncate64(int fd, off_t size) { return record_truncate(fd, size); }

int unlink(const char *path) {
	if (!ours(path))
		return next_unlink(path);
	pthread_mutex_lock(&mutex);
	int failed = fails(4) ? -1 : next_unlink(path);
	if (failed == 0)
		note('U', 0, 0, path, strlen(path));
	pthread_mutex_unlock(&mutex);
	return failed;
}

int close(int fd) {
	if (fd >= 0 && fd < FDS)
		object[fd] = 0;
	return next_close(fd);
}
