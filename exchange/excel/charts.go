package excel

import (
	"fmt"

	"github.com/xuri/excelize/v2"

	"jointplan/plan"
)

// mostBars is how many sectors the bar chart shows: more cannot be read.
const mostBars = 25

// charts draws the tasks by status and by sector, from the cells of the
// summary.
func (s *summary) charts() error {
	if s.tasks == nil {
		return nil
	}
	if err := s.file.AddChart(s.summaryTab, "G3", s.donut()); err != nil {
		return err
	}
	if s.sectors[1] < s.sectors[0] || s.sectors[0] == 0 {
		return nil
	}
	return s.file.AddChart(s.summaryTab, "G20", s.bars())
}

// cellsOf names cells of a column of the summary; rows are counted from 0.
func (s *summary) cellsOf(column string, rows [2]int) string {
	return fmt.Sprintf("%s!$%s$%d:$%s$%d", quotedTab(s.summaryTab), column, rows[0]+1, column, rows[1]+1)
}

func (s *summary) chart(kind excelize.ChartType, title string, height uint) *excelize.Chart {
	font := excelize.Font{Family: fontName, Size: 12, Bold: true, Color: dark}
	return &excelize.Chart{
		Type: kind, Dimension: excelize.ChartDimension{Width: 560, Height: height},
		Title:  excelize.ChartTitle{Paragraph: []excelize.RichTextRun{{Text: title, Font: &font}}},
		Border: excelize.LineOptions{Type: excelize.LineNone},
		Format: excelize.GraphicOptions{ScaleX: 1, ScaleY: 1},
	}
}

// donut shows the shares of the statuses, each in the colour of its word.
func (s *summary) donut() *excelize.Chart {
	chart := s.chart(excelize.Doughnut, s.t("excel.chart.status"), 300)
	series := excelize.ChartSeries{
		Name:       quotedTab(s.summaryTab) + "!$B$" + fmt.Sprint(s.statuses[0]),
		Categories: s.cellsOf("A", s.statuses), Values: s.cellsOf("B", s.statuses),
	}
	colours := map[string]string{
		"planned": "9AA5B1", "ready": "8DB4E8", "running": accent, "done": green, "blocked": red, "cancelled": "D5DAE0",
	}
	for i, word := range append(plan.KindOf[plan.Task]().Field("status").Choices, "") {
		colour, ok := colours[word]
		if !ok {
			colour = "E6C98F"
		}
		series.DataPoint = append(series.DataPoint, excelize.ChartDataPoint{Index: i, Fill: solid(colour)})
	}
	chart.Series = []excelize.ChartSeries{series}
	chart.HoleSize = 58
	chart.Legend = excelize.ChartLegend{Position: "right", Font: &excelize.Font{Family: fontName, Size: 10, Color: ink}}
	return chart
}

// bars shows the tasks of each sector.
func (s *summary) bars() *excelize.Chart {
	count := s.sectors[1] - s.sectors[0] + 1
	chart := s.chart(excelize.Bar, s.t("excel.chart.sectors"), uint(110+26*count))
	chart.Series = []excelize.ChartSeries{{
		Name:       quotedTab(s.summaryTab) + "!$B$" + fmt.Sprint(s.sectors[0]),
		Categories: s.cellsOf("A", s.sectors), Values: s.cellsOf("B", s.sectors), Fill: solid(accent),
	}}
	font := excelize.Font{Family: fontName, Size: 10, Color: ink}
	gap, least := uint(45), 0.0
	chart.GapWidth = &gap
	chart.XAxis = excelize.ChartAxis{ReverseOrder: true, Font: font}
	chart.YAxis = excelize.ChartAxis{None: true, Minimum: &least} // the bars bear their numbers
	chart.Legend = excelize.ChartLegend{Position: "none"}
	chart.PlotArea = excelize.ChartPlotArea{ShowVal: true}
	return chart
}

func solid(colour string) excelize.Fill {
	return excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{colour}}
}
