"use strict";
// Charts of one run that grow by a second at a time, and share their zoom and their cursor.
const Charts = (() => {
  // Okabe and Ito: told apart with any kind of colour blindness.
  const LIGHT = ["#0072b2", "#d55e00", "#009e73", "#a64d86", "#b07800", "#3a8fc4", "#5b6577", "#7a5a44"];
  const DARK = ["#56b4e9", "#ff8c42", "#3fd0a4", "#e08fc2", "#f0c050", "#9fd3f5", "#b5bfce", "#d0a38e"];
  const HEIGHT = 230;
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const compact = new Intl.NumberFormat("en", { notation: "compact", maximumSignificantDigits: 3 });
  const plain = new Intl.NumberFormat("en", { maximumSignificantDigits: 3 });
  const number = value => value == null ? "–"
    : Math.abs(value) >= 10000 ? compact.format(value).replace("K", " k").replace("M", " M") : plain.format(value);
  const ink = name => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  const colour = i => (dark.matches ? DARK : LIGHT)[i % LIGHT.length];

  const all = [];
  const bands = [];
  let zoom = null;
  let zoomed = () => {};

  function setZoom(range) {
    zoom = range;
    all.forEach(chart => chart.plot.setData(chart.data));
    zoomed(zoom != null);
  }

  // A second begins before its number. A run that has just begun fills a part of its ten seconds only.
  function seconds(u, low, high) {
    if (zoom) return zoom;
    const first = (low ?? 1) - 1;
    return [first, Math.max(high ?? 0, first + 10)];
  }

  // What was measured in a second holds for all of it: no slope leads to it.
  const steps = uPlot.paths.stepped({ align: -1 });

  function drawBands(u) {
    const ctx = u.ctx, ratio = devicePixelRatio, ends = [];
    ctx.save();
    ctx.beginPath();
    ctx.rect(u.bbox.left, u.bbox.top, u.bbox.width, u.bbox.height);
    ctx.clip();
    ctx.font = `${11 * ratio}px system-ui, sans-serif`;
    ctx.textAlign = "left";
    ctx.textBaseline = "alphabetic";
    for (const band of bands) {
      const last = u.data[0][u.data[0].length - 1];
      const from = u.valToPos(band.from, "x", true), to = u.valToPos(band.until ?? last, "x", true);
      ctx.fillStyle = ink("--alarm-ink");
      ctx.globalAlpha = 0.25;
      ctx.fillRect(from, u.bbox.top, Math.max(2 * ratio, to - from), u.bbox.height);
      ctx.globalAlpha = 1;
      const width = ctx.measureText(band.name).width;
      const left = Math.min(to + 3 * ratio, u.bbox.left + u.bbox.width - width);
      let row = ends.findIndex(end => end < left);
      if (row < 0) row = ends.length;
      ends[row] = left + width + 6 * ratio;
      ctx.fillText(band.name, left, u.bbox.top + (12 + 14 * row) * ratio);
    }
    ctx.restore();
  }

  function drawLimits(limits) {
    return u => limits.forEach(limit => {
      const y = u.valToPos(limit.value, "y", true);
      if (!(y >= u.bbox.top && y <= u.bbox.top + u.bbox.height)) return;
      const ctx = u.ctx, ratio = devicePixelRatio;
      ctx.save();
      ctx.strokeStyle = ctx.fillStyle = ink("--warn");
      ctx.setLineDash([2 * ratio, 3 * ratio]);
      ctx.textAlign = "left";
      ctx.textBaseline = "alphabetic";
      ctx.beginPath();
      ctx.moveTo(u.bbox.left, y);
      ctx.lineTo(u.bbox.left + u.bbox.width, y);
      ctx.stroke();
      ctx.font = `${11 * ratio}px system-ui, sans-serif`;
      ctx.fillText(limit.name, u.bbox.left + 4 * ratio, y - 3 * ratio);
      ctx.restore();
    });
  }

  function axis(extra) {
    return {
      stroke: ink("--soft"), grid: { stroke: ink("--line"), width: 1 }, ticks: { stroke: ink("--line"), width: 1 },
      font: "12px system-ui, sans-serif", ...extra,
    };
  }

  const labels = (u, ticks) => ticks.map(tick => tick == null ? "" : number(tick));

  function options(spec, width) {
    const scales = { x: { time: false, range: seconds }, ...spec.scales() };
    return {
      width, height: HEIGHT, scales,
      cursor: { sync: { key: "run" }, drag: { x: true, y: false, setScale: false },
                bind: { dblclick: () => () => setZoom(null) } },
      axes: [axis({ size: 34, incrs: [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200] }), ...spec.axes.map(each => axis({ size: 60, values: labels, ...each }))],
      series: [{ label: "second", value: (u, at) => at == null ? "–" : number(Math.ceil(at)) }, ...spec.series.map((each, i) => ({
        label: each.name, scale: each.scale ?? "y", stroke: colour(each.colour ?? i), width: each.width ?? 1.5, paths: steps,
        dash: each.dash ?? (i >= LIGHT.length ? [6, 4] : []), points: { show: false }, spanGaps: false,
        show: each.show ?? true, value: (u, value) => (each.text ?? number)(value),
      }))],
      hooks: {
        drawClear: spec.under ? [spec.under] : [],
        draw: [drawBands, drawLimits(spec.limits ?? [])],
        setSelect: [u => {
          if (u.select.width < 4) return;
          const range = [u.posToVal(u.select.left, "x"), u.posToVal(u.select.left + u.select.width, "x")];
          u.setSelect({ left: 0, top: 0, width: 0, height: 0 }, false);
          setZoom(range);
        }],
      },
    };
  }

  // For a screen reader, and for who wants numbers.
  function table(chart) {
    if (!chart.body.closest("details").open) return;
    const rows = chart.spec.series.map((series, i) => {
      const values = chart.data[i + 1].filter(value => value != null);
      const extreme = pick => values.length ? values.reduce((one, other) => pick(one, other)) : null;
      return [series.name, ...[values[values.length - 1], extreme(Math.min), extreme(Math.max)].map(series.text ?? number)];
    });
    chart.body.replaceChildren(...rows.map(([name, ...figures]) => {
      const row = document.createElement("tr");
      const head = document.createElement("th");
      head.textContent = name;
      row.append(head, ...figures.map(figure => {
        const cell = document.createElement("td");
        cell.textContent = figure;
        return cell;
      }));
      return row;
    }));
  }

  function frame(title) {
    const figure = document.createElement("figure");
    figure.innerHTML = "<figcaption></figcaption><div></div><details><summary>Figures</summary><table>"
      + "<thead><tr><th>Series</th><th>Now</th><th>Least</th><th>Most</th></tr></thead><tbody></tbody></table></details>";
    figure.querySelector("figcaption").textContent = title;
    figure.querySelector("table").setAttribute("aria-label", title);
    figure.querySelector("details").addEventListener("toggle", draw);
    return figure;
  }

  /** Adds a chart: spec has title, series, scales(), axes, under (drawn below the lines), limits. */
  function add(parent, spec) {
    const figure = frame(spec.title);
    parent.append(figure);
    const place = figure.querySelector("div");
    const chart = { spec, place, body: figure.querySelector("tbody"), data: [[], ...spec.series.map(() => [])] };
    chart.plot = new uPlot(options(spec, place.clientWidth), chart.data, place);
    all.push(chart);
    new ResizeObserver(() => {
      if (chart.plot.width !== place.clientWidth) chart.plot.setSize({ width: place.clientWidth, height: HEIGHT });
    }).observe(place);
    return chart;
  }

  /** A second's figures, one for each series. */
  function push(chart, second, figures) {
    // A second after a gap, or the first one, has a beginning, too: without it there would be no step.
    const before = chart.data.slice(1).map(values => values[values.length - 1]);
    const begins = figures.some((figure, i) => figure != null && before[i] == null);
    const seconds = begins ? [second - 0.999, second] : [second];
    chart.data[0].push(...seconds);
    figures.forEach((figure, i) => chart.data[i + 1].push(...seconds.map(() => figure ?? null)));
  }

  /** One more line in a chart that is there. */
  function addSeries(chart, series) {
    chart.spec.series.push(series);
    chart.data.push(chart.data[0].map(() => null));
    rebuild(chart);
  }

  function rebuild(chart) {
    chart.plot.destroy();
    chart.plot = new uPlot(options(chart.spec, chart.place.clientWidth), chart.data, chart.place);
  }

  function draw() { all.forEach(chart => {
    chart.plot.setData(chart.data);
    // Without a cursor the legend has the last second.
    if (chart.plot.cursor.left < 0) chart.plot.setLegend({ idx: chart.data[0].length - 1 });
    table(chart);
  }); }

  /** A fault: it lasts for a second, or until its end is told. */
  function fault(second, name, ends) {
    const whole = name.replace(/^end of /, "");
    const begun = name === whole ? null : bands.findLast(band => band.name === whole && band.until == null);
    if (begun) begun.until = second - 1;
    else bands.push({ from: second - 1, until: ends ? null : second, name });
  }

  dark.addEventListener("change", () => all.forEach(rebuild));

  return { add, push, addSeries, draw, number, fault, whole: () => setZoom(null), onZoom: told => { zoomed = told; } };
})();
