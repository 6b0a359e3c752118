"use strict";
// How many records took how long, over time: each second is a column of pixels, painted once.
const HeatMap = (() => {
  const MOST_COLUMNS = 8192;
  const BUCKETS = 104;

  function sheet() {
    const canvas = document.createElement("canvas");
    canvas.width = MOST_COLUMNS;
    canvas.height = BUCKETS;
    return canvas;
  }

  /** Adds the chart. The buckets' scale is in firstBucketMillis and bucketsPerDoubling; more is for the chart. */
  function add(parent, { firstBucketMillis, bucketsPerDoubling, secondsPerColumn = 1, ...more }) {
    let canvas = sheet(), from = null, columns = 0, perColumn = secondsPerColumn;
    // Where a bucket ends, and the other way round: y is a bucket's end.
    const millis = bucket => firstBucketMillis * Math.pow(2, (bucket - 1) / bucketsPerDoubling);
    const bucket = time => 1 + bucketsPerDoubling * Math.log2(time / firstBucketMillis);

    // A canvas has a greatest width: a long run has several seconds a column.
    function halve() {
      const narrower = sheet();
      narrower.getContext("2d").drawImage(canvas, 0, 0, MOST_COLUMNS / 2, BUCKETS);
      canvas = narrower;
      perColumn *= 2;
      columns = Math.ceil(columns / 2);
    }

    function paint(second, { first, counts }) {
      while ((second - from) / perColumn >= MOST_COLUMNS) halve();
      const column = Math.floor((second - from) / perColumn);
      const ctx = canvas.getContext("2d"), most = Math.max(...counts);
      ctx.fillStyle = "#d55e00";
      counts.forEach((count, i) => {
        ctx.globalAlpha = count ? 0.12 + 0.88 * Math.sqrt(count / most) : 0;
        ctx.fillRect(column, BUCKETS - 1 - Math.min(first + i, BUCKETS - 1), 1, 1);
      });
      columns = Math.max(columns, column + 1);
    }

    function draw(u) {
      if (from == null) return;
      const ctx = u.ctx, y = value => u.valToPos(value, "y", true), x = second => u.valToPos(second, "x", true);
      ctx.save();
      ctx.beginPath();
      ctx.rect(u.bbox.left, u.bbox.top, u.bbox.width, u.bbox.height);
      ctx.clip();
      ctx.imageSmoothingEnabled = false;
      const left = x(from - 1), right = x(from - 1 + columns * perColumn);
      ctx.drawImage(canvas, 0, 0, columns, BUCKETS, left, y(BUCKETS), right - left, y(0) - y(BUCKETS));
      ctx.restore();
    }

    const chart = Charts.add(parent, {
      title: "Records by latency, ms: the darker, the more of a second's records",
      scales: () => ({ y: { range: () => [bucket(0.01), bucket(100000)] } }),
      axes: [{ splits: () => [0.1, 1, 10, 100, 1000, 10000].map(bucket),
               values: (u, ticks) => ticks.map(tick => Charts.number(millis(tick))) }],
      series: [{ name: "slowest", width: 0, text: value => value == null ? "–" : Charts.number(millis(value)) }],
      under: draw, ...more,
    });

    /** A second's records: the first bucket with any, and the counts from there; null if there were none. */
    function push(second, records) {
      from ??= second;
      if (second >= from && records) paint(second, records);
      const slowest = records ? records.first + records.counts.length : null;
      Charts.push(chart, second - 1 + secondsPerColumn, [slowest], secondsPerColumn);
    }

    return { push };
  }

  return { add };
})();
