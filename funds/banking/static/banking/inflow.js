/* Draws the inflow of each fund from the data in the page. The table behind it says the same without a script. */
"use strict";

(() => {
  const data = document.getElementById("inflow-data");
  const room = document.getElementById("inflow");
  if (!data || !room || !window.echarts) return;
  const { funds, words } = JSON.parse(data.textContent);
  const css = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  const font = getComputedStyle(document.body).fontFamily;
  const rem = parseFloat(getComputedStyle(document.documentElement).fontSize);
  const charts = [];

  const unitFor = (largest) => words.units.filter((unit) => largest >= unit.from).at(-1) ?? words.units[0];
  const short = (value, unit) => (value / unit.factor).toLocaleString("en", { minimumFractionDigits: unit.places, maximumFractionDigits: unit.places });

  const hatch = { symbol: "rect", dashArrayX: [1, 0], dashArrayY: [2, 4], rotation: -0.785, color: "rgba(125, 74, 0, .6)" };

  const draw = (fund) => {
    const paid = fund.paid.map(Number);
    const assessed = fund.assessed.map(Number);
    const unit = unitFor(Math.max(...paid, ...assessed));
    const last = paid.findLastIndex((value) => value !== 0);
    const figure = document.createElement("figure");
    const caption = document.createElement("figcaption");
    const name = document.createElement("b");
    name.textContent = fund.name;
    const icon = document.createElement("i");
    icon.className = `ti ${fund.icon}`;
    icon.setAttribute("aria-hidden", "true");
    const small = document.createElement("span");
    small.textContent = unit.name;
    caption.append(icon, name, small);
    const box = document.createElement("div");
    box.className = "chart";
    box.setAttribute("role", "img");
    box.setAttribute("aria-label", fund.says);
    figure.append(caption, box);
    room.append(figure);
    const chart = window.echarts.init(box, null, { renderer: "svg" });
    chart.setOption({
      animation: false,
      textStyle: { fontFamily: font, color: css("--ink-2"), fontSize: 0.75 * rem },
      grid: { left: 4, right: 8, top: 26, bottom: 2, containLabel: true },
      xAxis: {
        type: "category",
        data: fund.months,
        axisLine: { lineStyle: { color: css("--edge") } },
        axisTick: { show: false },
        axisLabel: { color: css("--ink-3"), fontSize: 0.75 * rem, interval: 2, formatter: (text) => (text.endsWith("-01") ? text : text.slice(2)) },
      },
      yAxis: {
        type: "value",
        splitNumber: 3,
        splitLine: { lineStyle: { color: css("--rule-2") } },
        axisLabel: { color: css("--ink-3"), fontSize: 0.75 * rem, formatter: (value) => short(value, { ...unit, places: value / unit.factor < 10 && value % unit.factor ? 1 : 0 }) },
      },
      series: [
        {
          type: "bar",
          barWidth: "62%",
          data: paid.map((value, at) => ({
            value: value === 0 ? null : value,
            itemStyle:
              value < assessed[at]
                ? { color: "#d8c49a", borderColor: css("--due"), borderWidth: 1, decal: hatch }
                : { color: css("--accent") },
          })),
        },
        {
          type: "scatter",
          symbol: "rect",
          symbolSize: [13, 2.5],
          itemStyle: { color: css("--ink") },
          data: assessed.map((value) => (value ? value : null)),
          silent: true,
        },
        {
          type: "scatter",
          symbolSize: 0,
          silent: true,
          data: paid.map((value, at) => ({
            // above the mark of what was assessed, unless there is room for it between the bar and the mark
            value: at === last ? (value < 0.8 * assessed[at] ? value : Math.max(value, assessed[at])) : null,
            label: { show: at === last, position: "top", distance: 4, backgroundColor: "#fff", padding: [0, 2], color: css("--ink"), fontWeight: 650, fontSize: 0.8125 * rem, formatter: () => short(value, unit) },
          })),
        },
      ],
    });
    charts.push(chart);
  };

  room.hidden = false;
  document.querySelectorAll(".chart-keys").forEach((keys) => { keys.hidden = false; });
  document.querySelectorAll("details.behind").forEach((details) => { details.open = false; });
  funds.forEach(draw);
  window.addEventListener("resize", () => charts.forEach((chart) => chart.resize()));
  window.addEventListener("beforeprint", () => charts.forEach((chart) => chart.resize()));
})();
