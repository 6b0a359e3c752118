"use strict";
// Draws the charts of a report, each by its specification.
const Figures = (() => {
  const labelled = text => ({ label: text, labelSize: 20, labelFont: "12px system-ui, sans-serif" });

  // A second's figure holds for all of it; a zero has no place on a logarithmic axis.
  function lines(parent, spec) {
    const { title, timeline, bands, limits, log } = spec;
    const chart = Charts.add(parent, {
      title, timeline, bands, limits, series: spec.series, axes: [{}], whole: true,
      scales: () => ({ y: log ? Charts.logarithmic(limits) : Charts.upward }),
    });
    // Of a long run the first figure is that of several seconds.
    const first = Math.max(1, Math.min(spec.seconds[0], (spec.seconds[1] ?? 0) - spec.seconds[0]));
    const there = value => log && value <= 0 ? null : value;
    spec.seconds.forEach((second, i) =>
      Charts.push(chart, second, spec.series.map(series => there(series.values[i])), i ? second - spec.seconds[i - 1] : first));
  }

  function heatMap(parent, { overTime, title, bands, firstBucketMillis, bucketsPerDoubling }) {
    const { secondsPerColumn, columns } = overTime;
    const map = HeatMap.add(parent, { title, bands, firstBucketMillis, bucketsPerDoubling, secondsPerColumn, whole: true });
    columns.forEach((column, i) => map.push(1 + i * secondsPerColumn, column));
  }

  // Each step to the right is a tenth of the records that are left: 90 %, 99 %, 99.9 %.
  function percentiles(parent, spec) {
    const tables = spec.curves.map(curve => [curve.points.map(point => point.nines), curve.points.map(point => point.millis)]);
    const percent = at => plainPercent(100 - 100 / Math.pow(10, at));
    Charts.place(parent, spec.title, width => ({
      width, height: Charts.height,
      scales: { x: { time: false, range: (u, low, high) => [0, Math.max(2, high)] }, y: Charts.logarithmic([]) },
      axes: [Charts.axis({ incrs: [1, 2], space: 34, values: (u, ticks) => ticks.map(percent), ...labelled("percentile"), size: 34 }),
             Charts.axis({ size: 60, values: Charts.labels })],
      legend: { live: false },
      series: [{ label: "percentile" }, ...spec.curves.map((curve, i) => ({
        label: curve.name, stroke: () => Charts.colour(i), width: 2, spanGaps: true, points: { show: false },
      }))],
    }), uPlot.join(tables));
  }

  const plainPercent = value => Number(value.toPrecision(8)) + " %";

  // All points share one rising axis; each group has gaps where the others are.
  function scatter(parent, spec) {
    const points = spec.clouds.flatMap((cloud, i) => cloud.xs.map((x, j) => ({ x, y: cloud.ys[j], i }))).sort((a, b) => a.x - b.x);
    const xs = points.map(point => point.x);
    const wide = xs[0] > 0 && xs[xs.length - 1] / xs[0] > 30;
    const margin = (u, low, high) => [Math.max(0, low - 0.05 * (high - low)), high + 0.05 * (high - low || high)];
    Charts.place(parent, spec.title, width => ({
      width, height: Charts.height,
      cursor: { show: false },
      scales: { x: wide ? { time: false, distr: 3 } : { time: false, range: margin }, y: Charts.upward },
      axes: [Charts.axis({ ...labelled(spec.across), values: Charts.labels }),
             Charts.axis({ size: 60, values: Charts.labels })],
      legend: { live: false },
      series: [{ label: spec.across }, ...spec.clouds.map((cloud, i) => ({
        label: cloud.name, stroke: () => Charts.colour(i), paths: () => null,
        points: { show: true, size: 8, fill: () => Charts.fewer(i) ? Charts.ink("--paper") : Charts.colour(i) },
      }))],
    }), [xs, ...spec.clouds.map((cloud, i) => points.map(point => point.i === i ? point.y : null))]);
  }

  const kinds = { Lines: lines, HeatMap: heatMap, Percentiles: percentiles, Scatter: scatter };

  return { draw: (parent, spec) => kinds[spec.kind](parent, spec) };
})();
