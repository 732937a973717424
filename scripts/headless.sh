#!/bin/bash
# The main job without a window: from a template to an operation, tasks assigned,
# checks, a workbook, and pictures of every view, with the program's own verbs.
#
#	scripts/headless.sh PROGRAM FOLDER
set -euo pipefail

program=$1
folder=$2
plan=$folder/plan.jointplan
book=$folder/plan.xlsx
pictures=$folder/pictures

# jointplan says which verb it runs, then runs it.
jointplan() {
	printf '\n$ jointplan'
	printf ' %q' "$@"
	printf '\n'
	"$program" "$@"
}

echo "There is no display, so the main job is done without a window."
mkdir -p "$folder"
rm -f "$plan" "$book"

jointplan new --template joint-border-monitoring --title 'Ridge watch' \
	--party host=Georgia --party contributor=Poland --party contributor=France \
	--start 2027-05-03 --sectors 4 "$plan"
jointplan assign --party Georgia --phase Preparation --filter party= --filter phase=Preparation "$plan"
jointplan assign --unit 'Joint headquarters' --filter units= --filter party= "$plan"
jointplan set sector S-1 length '82 km' "$plan"
jointplan list sector "$plan"

blocking=0
printf '\n$ jointplan check %q\n' "$plan"
"$program" check "$plan" >"$folder/findings.txt" || blocking=$?
head -n 8 "$folder/findings.txt"
echo "…"
tail -n 1 "$folder/findings.txt"
[[ $blocking -eq 0 || $blocking -eq 3 ]] # 3: something blocks, as in every plan that was just begun

jointplan export "$plan" -o "$book"
jointplan verify "$plan"
made=("$plan" "$book" "$folder/findings.txt")
if "$program" --help | grep -q '^ *screenshots '; then
	mkdir -p "$pictures"
	jointplan screenshots "$pictures" "$plan"
	made+=("$pictures")
fi

printf '\nMade:\n'
printf '  %s\n' "${made[@]}"
printf 'With a display, make run opens the workbench on %s.\n' "$(dirname "$folder")/sample.jointplan"
