"use strict";
(() => {
  const LIGHT = ["#2456c7", "#d1495b", "#1b8a5a", "#b7791f", "#7a4fc0", "#0e8aa8", "#8a5a44", "#5b6577"];
  const DARK = ["#82aaff", "#ff8095", "#5fd39a", "#f0b860", "#b99cff", "#5fcfe6", "#d0a38e", "#9aa5b8"];
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const compact = new Intl.NumberFormat("en", { notation: "compact", maximumSignificantDigits: 3 });
  const plain = new Intl.NumberFormat("en", { maximumSignificantDigits: 3 });
  const number = value => value == null ? "–" : (value >= 10000 ? compact : plain).format(value);
  const ink = name => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  const colour = i => (dark.matches ? DARK : LIGHT)[i % LIGHT.length];

  // There are eight colours: after them lines are dashed, and points hollow.
  const again = i => i >= LIGHT.length;
  const label = (u, ticks) => ticks.map(tick => tick == null ? "" : number(tick));

  function axis(extra) {
    return {
      stroke: ink("--soft"), grid: { stroke: ink("--line"), width: 1 }, ticks: { stroke: ink("--line"), width: 1 },
      font: "12px system-ui, sans-serif", ...extra,
    };
  }

  // Faults: a line each, and their names in rows, so that near ones do not cover each other.
  function drawMarks(marks) {
    return u => {
      const ctx = u.ctx, ratio = devicePixelRatio, ends = [];
      ctx.save();
      ctx.font = `${11 * ratio}px system-ui, sans-serif`;
      ctx.strokeStyle = ctx.fillStyle = ink("--alarm-ink");
      ctx.textAlign = "left";
      ctx.textBaseline = "alphabetic";
      ctx.setLineDash([4 * ratio, 4 * ratio]);
      for (const mark of marks) {
        const x = u.valToPos(mark.second, "x", true);
        const width = ctx.measureText(mark.name).width;
        const left = Math.min(x + 4 * ratio, u.bbox.left + u.bbox.width - width);
        let row = ends.findIndex(end => end < left);
        if (row < 0) row = ends.length;
        ends[row] = left + width + 6 * ratio;
        ctx.beginPath();
        ctx.moveTo(x, u.bbox.top);
        ctx.lineTo(x, u.bbox.top + u.bbox.height);
        ctx.stroke();
        ctx.fillText(mark.name, left, u.bbox.top + (12 + 14 * row) * ratio);
      }
      ctx.restore();
    };
  }

  function lines(spec) {
    const few = spec.seconds.length < 60;
    const positive = value => value != null && value <= 0 ? null : value;
    return {
      data: [spec.seconds, ...spec.series.map(s => spec.log ? s.values.map(positive) : s.values)],
      options: {
        scales: { x: { time: false }, y: spec.log ? { distr: 3 } : { range: (u, low, high) => [0, (high || 1) * 1.1] } },
        axes: [axis({ label: "seconds", labelSize: 20, labelFont: "12px system-ui, sans-serif" }),
               axis({ size: 64, values: label })],
        series: [{ label: "second" }, ...spec.series.map((s, i) => ({
          label: s.name, stroke: colour(i), dash: again(i) ? [6, 4] : [], width: 2, points: { show: few, size: 4 }, value: (u, value) => number(value),
        }))],
        hooks: { draw: [drawMarks(spec.marks)] },
      },
    };
  }

  // Bars for the medians, and thin lines for their intervals.
  function drawMedians(levels) {
    return u => {
      const ctx = u.ctx, ratio = devicePixelRatio;
      const half = Math.min(22 * ratio, u.bbox.width / levels.length / 3);
      ctx.save();
      levels.forEach((level, i) => {
        if (level.median == null) return;
        const x = u.valToPos(i, "x", true), y = value => u.valToPos(value, "y", true);
        ctx.strokeStyle = ink("--ink");
        ctx.lineWidth = ratio;
        if (level.high != null) ctx.strokeRect(x, y(level.high), 0, y(level.low) - y(level.high));
        ctx.lineWidth = 3 * ratio;
        ctx.beginPath();
        ctx.moveTo(x - half, y(level.median));
        ctx.lineTo(x + half, y(level.median));
        ctx.stroke();
      });
      ctx.restore();
    };
  }

  // A level's name in short lines: its factors' names are in the table.
  function wrapped(name) {
    const lines = [""];
    for (const word of name.replace(/[a-z-]+=/g, "").split(" ")) {
      const last = lines.length - 1;
      if (lines[last] && lines[last].length + word.length > 10) lines.push(word);
      else lines[last] += (lines[last] ? " " : "") + word;
    }
    return lines.join("\n");
  }

  function dots(spec) {
    const xs = [], ys = [];
    spec.levels.forEach((level, i) => level.points.forEach((point, j) => {
      xs.push(i + (level.points.length > 1 ? 0.3 * (j / (level.points.length - 1) - 0.5) : 0));
      ys.push(point);
    }));
    // Groups that are far apart can only be seen side by side on a logarithmic axis.
    const log = Math.min(...ys) > 0 && Math.max(...ys) / Math.min(...ys) > 30;
    const most = Math.max(...ys, ...spec.levels.map(level => level.high ?? 0));
    const names = spec.levels.map(level => wrapped(level.name));
    const rows = Math.max(...names.map(name => name.split("\n").length));
    return {
      data: [xs, ys],
      options: {
        legend: { show: false }, cursor: { show: false },
        scales: { x: { time: false, range: [-0.6, spec.levels.length - 0.4] }, y: log ? { distr: 3 } : { range: [0, (most || 1) * 1.08] } },
        axes: [axis({ size: 14 + 15 * rows, splits: names.map((name, i) => i), values: (u, ticks) => ticks.map(i => names[i] ?? ""), grid: { show: false }, font: "11px system-ui, sans-serif" }),
               axis({ size: 64, values: label })],
        series: [{}, { stroke: colour(0), paths: () => null, points: { show: true, size: 7, fill: colour(0) } }],
        hooks: { draw: [drawMedians(spec.levels)] },
      },
    };
  }

  // All points share one rising axis; each group has gaps where the others are.
  function scatter(spec) {
    const points = spec.clouds.flatMap((cloud, i) => cloud.xs.map((x, j) => ({ x, y: cloud.ys[j], i }))).sort((a, b) => a.x - b.x);
    const xs = points.map(point => point.x);
    const wide = xs[0] > 0 && xs[xs.length - 1] / xs[0] > 30;
    const margin = (u, low, high) => [Math.max(0, low - 0.05 * (high - low)), high + 0.05 * (high - low || high)];
    return {
      data: [xs, ...spec.clouds.map((cloud, i) => points.map(point => point.i === i ? point.y : null))],
      options: {
        cursor: { show: false },
        scales: { x: wide ? { time: false, distr: 3 } : { time: false, range: margin }, y: { range: (u, low, high) => [0, (high || 1) * 1.1] } },
        axes: [axis({ label: spec.across, labelSize: 20, labelFont: "12px system-ui, sans-serif", values: label }),
               axis({ size: 64, values: label })],
        legend: { live: false },
        series: [{ label: spec.across }, ...spec.clouds.map((cloud, i) => ({
          label: cloud.name, stroke: colour(i), paths: () => null, points: { show: true, size: 8, fill: again(i) ? ink("--paper") : colour(i) },
        }))],
      },
    };
  }

  const kinds = { Lines: lines, Dots: dots, Scatter: scatter };
  const figures = [...document.querySelectorAll("figure")];
  let plots = [];

  function draw() {
    plots.forEach(plot => plot.destroy());
    plots = figures.map(figure => {
      const spec = JSON.parse(figure.querySelector("script").textContent);
      const { data, options } = kinds[spec.kind](spec);
      const size = { width: figure.clientWidth, height: Math.max(220, Math.min(300, figure.clientWidth / 2.4)) };
      return new uPlot({ ...size, cursor: { sync: { key: "seconds" } }, ...options }, data, figure.querySelector(".plot"));
    });
    document.body.dataset.charts = plots.length;
  }

  let pending;
  addEventListener("resize", () => { clearTimeout(pending); pending = setTimeout(draw, 100); });
  dark.addEventListener("change", draw);
  addEventListener("beforeprint", () => { document.documentElement.classList.add("print"); draw(); });
  addEventListener("afterprint", () => { document.documentElement.classList.remove("print"); draw(); });
  draw();

  const downloads = document.querySelector(".downloads");
  for (const file of JSON.parse(document.getElementById("attachments").textContent)) {
    const link = document.createElement("a");
    link.download = file.fileName;
    link.textContent = file.fileName;
    link.href = URL.createObjectURL(new Blob([file.content]));
    downloads.append(link, " ");
  }
})();
