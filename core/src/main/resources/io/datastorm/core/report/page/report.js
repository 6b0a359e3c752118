"use strict";
// Draws the charts of a report that is finished, and hands out its raw data.
(() => {
  // Charts that follow each other stand side by side where there is room.
  for (const script of document.querySelectorAll("script.chart")) {
    const before = script.previousElementSibling;
    const group = before?.classList.contains("charts") ? before : document.createElement("div");
    group.className = "charts";
    script.replaceWith(group);
    Figures.draw(group, JSON.parse(script.textContent));
  }
  // uPlot draws in a microtask: the legend has the last second after it.
  requestAnimationFrame(Charts.draw);
  addEventListener("keydown", event => { if (event.key === "Escape") Charts.whole(); });

  const unpacked = content => new Response(new Blob([Uint8Array.from(atob(content), c => c.charCodeAt(0))]).stream()
    .pipeThrough(new DecompressionStream("gzip"))).blob();
  for (const file of JSON.parse(document.getElementById("attachments").textContent)) {
    const link = document.createElement("a");
    link.download = link.textContent = file.fileName;
    link.href = "#";
    link.onclick = async event => {
      if (link.href.startsWith("blob:")) return;
      event.preventDefault();
      link.href = URL.createObjectURL(await unpacked(file.content));
      link.click();
    };
    document.getElementById("files").append(link, " ");
  }
  document.body.dataset.charts = document.querySelectorAll("figure").length;
})();
