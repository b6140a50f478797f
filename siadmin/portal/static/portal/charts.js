/* Draws the charts of a page. Data stands in a JSON block of the page, the same figures in a table beside the chart;
   without a script the table alone is read.

   <div class="chart" data-chart="id-of-the-json" role="img" aria-label="…"></div>

   { kind: "bars" | "lines" | "steps", unit: "fen" | "yuan" | "rate" | "people", stacked: bool, labels: ["2026-10", …],
     series: [{ name: "Pension", values: [123, null, …], dashed: bool }] } */
"use strict";

(() => {
  const INK = "#15202b", QUIET = "#55636e", RULE = "#d9dedf";
  // Told apart by lightness as well as hue, so that a grey print can still be read; hatched from the second on.
  const COLOURS = ["#0b5c7a", "#6f9fb3", "#b9d5df", "#7d4a00", "#d9b26a"];
  const HATCHES = [null, { symbol: "rect", dashArrayX: [1, 0], dashArrayY: [2, 4], rotation: 0.78, color: "rgba(255,255,255,.55)" },
    { symbol: "circle", symbolSize: 0.5, dashArrayX: [[0, 6], [6, 0]], dashArrayY: [3, 3], color: "rgba(21,32,43,.5)" },
    { symbol: "rect", dashArrayX: [1, 0], dashArrayY: [1, 5], rotation: -0.78, color: "rgba(255,255,255,.6)" }, null];

  const grouped = (number, digits) => number.toLocaleString("en-US", { minimumFractionDigits: digits, maximumFractionDigits: digits }).replace("-", "−");
  const written = (value, unit) => {
    if (value === null || value === undefined) return "—";
    if (unit === "fen") return grouped(value / 100, 2);
    if (unit === "rate") return `${grouped(value * 100, 2)}%`;
    return grouped(value, 0);
  };
  const onAxis = (value, unit) => {
    if (unit === "rate") return `${grouped(value * 100, 1)}%`;
    return grouped(unit === "fen" ? value / 100 : value, 0);
  };

  const one = (series, place, data) => ({
    name: series.name,
    data: series.values,
    type: data.kind === "bars" ? "bar" : "line",
    stack: data.stacked ? "all" : undefined,
    step: data.kind === "steps" ? "end" : undefined,
    barMaxWidth: 34,
    symbol: data.kind === "steps" ? "none" : "circle",
    symbolSize: 6,
    lineStyle: { width: 2.5, type: series.dashed ? "dashed" : "solid" },
    itemStyle: {
      color: COLOURS[place % COLOURS.length],
      borderColor: data.kind === "bars" ? "#ffffff" : undefined,
      borderWidth: data.kind === "bars" ? 1 : 0,
      decal: data.kind === "bars" && HATCHES[place % HATCHES.length] ? HATCHES[place % HATCHES.length] : undefined,
    },
    endLabel: data.kind === "bars" || data.series.length < 2 ? undefined : { show: true, formatter: "{a}", color: INK },
  });

  // The legend stands in as many lines as its names need; none of them is hidden behind a pager.
  const LEGEND_LINE = 22, LEGEND_MARK = 38;
  const breadth = (name) => [...name].reduce((sum, letter) => sum + (letter.charCodeAt(0) > 0x2e80 ? 13 : 7.5), LEGEND_MARK);
  const legendLines = (data, width) => {
    let lines = 1, used = 0;
    data.series.forEach((series) => {
      const needed = breadth(series.name);
      if (used && used + needed > width) { lines += 1; used = 0; }
      used += needed;
    });
    return lines;
  };

  const options = (data, width) => ({
    animation: false,
    textStyle: { fontFamily: getComputedStyle(document.body).fontFamily, color: INK },
    grid: { left: 8, right: data.kind === "bars" ? 8 : 96, top: data.series.length > 1 && data.kind === "bars" ? 12 + LEGEND_LINE * legendLines(data, width) : 12, bottom: 4, containLabel: true },
    legend: data.series.length > 1 && data.kind === "bars" ? { type: "plain", left: 0, top: 0, icon: "roundRect", itemWidth: 18, itemHeight: 12, textStyle: { color: INK, fontSize: 13 } } : undefined,
    tooltip: { trigger: "axis", renderMode: "richText", axisPointer: { type: data.kind === "bars" ? "shadow" : "line" }, backgroundColor: "#ffffff", borderColor: RULE, textStyle: { color: INK, fontSize: 13 }, valueFormatter: (value) => written(value, data.unit) },
    xAxis: { type: "category", data: data.labels, boundaryGap: data.kind === "bars", axisLine: { lineStyle: { color: INK } }, axisTick: { show: false }, axisLabel: { color: QUIET, hideOverlap: true } },
    yAxis: { type: "value", minInterval: data.unit === "people" ? 1 : 0, scale: data.kind !== "bars", axisLabel: { color: QUIET, formatter: (value) => onAxis(value, data.unit) }, splitLine: { lineStyle: { color: RULE } } },
    series: data.series.map((series, place) => one(series, place, data)),
  });

  document.querySelectorAll("[data-chart]").forEach((place) => {
    const block = document.getElementById(place.dataset.chart);
    if (!block || typeof echarts === "undefined") return;
    place.hidden = false;
    const chart = echarts.init(place, null, { renderer: "canvas" });
    const data = JSON.parse(block.textContent);
    const draw = () => chart.setOption(options(data, place.clientWidth));
    draw();
    window.addEventListener("resize", () => { chart.resize(); draw(); });
  });
})();
