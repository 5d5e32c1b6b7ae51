/* What pyvis does not do: tooltips as text, colours of the scheme, details for touch and keyboard. */
(function () {
  "use strict";
  if (typeof network === "undefined" || !network) return;
  var root = document.documentElement;
  var box = document.getElementById("mynetwork");
  var details = document.getElementById("details");
  root.classList.add("drawn");

  function colour(name) {
    return getComputedStyle(root).getPropertyValue("--" + name).trim();
  }

  function paint() {
    var ink = colour("ink"), paper = colour("paper"), accent = colour("accent");
    nodes.update(nodes.get().map(function (n) {
      var change = { id: n.id, title: n.tip, font: { size: n.font.size, color: ink, strokeColor: paper } };
      var fill = n.kind === "verdict" ? paper : n.color.background;
      var chosen = { background: fill, border: accent };
      change.color = { background: fill, border: ink, highlight: chosen, hover: chosen };
      return change;
    }));
    edges.update(edges.get().map(function (e) {
      var tone = colour("tone-" + e.tone);
      return {
        id: e.id, title: e.tip, font: { color: ink, strokeColor: paper },
        color: { color: tone, highlight: accent, hover: accent, inherit: false }
      };
    }));
  }

  function fit() {
    network.fit({ animation: false, maxZoomLevel: 1.2 });
    network.moveTo({ scale: 0.85 * network.getScale() }); /* room for names that are wider than their shapes */
  }

  /* where there is no room to read anything, begin with what matters and leave the rest to dragging */
  function begin() {
    fit();
    var scale = Number(box.dataset.scale);
    if (box.clientWidth > 700 || network.getScale() > 0.75 * scale) return;
    var place = network.getPosition(Number(box.dataset.focus));
    var down = box.dataset.turns === "yes" ? 0.3 * box.clientHeight / scale : 0;
    network.moveTo({ position: { x: place.x, y: place.y + down }, scale: scale });
  }

  function zoom(factor) {
    network.moveTo({ scale: Math.min(4, Math.max(0.05, network.getScale() * factor)) });
  }

  function tell(text) {
    details.textContent = text || "";
  }

  paint();
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", paint);

  /* a chain runs from top to bottom where there is more height than width */
  if (box.dataset.turns === "yes" && box.clientWidth < box.clientHeight) {
    nodes.update(nodes.get().map(function (n) { return { id: n.id, x: n.y, y: n.x }; }));
  }
  begin();

  var frame = box.querySelector(".vis-network");
  frame.tabIndex = 0;
  frame.setAttribute("role", "img");
  frame.setAttribute("aria-label", box.dataset.label);

  network.on("click", function (event) {
    var node = network.getNodeAt(event.pointer.DOM);
    var chosen = node === undefined ? edges.get(network.getEdgeAt(event.pointer.DOM) || "") : nodes.get(node);
    if (chosen) tell(chosen.tip);
  });

  /* the wheel scrolls the page until the drawing is chosen */
  function wheel(on) {
    network.setOptions({ interaction: { zoomView: on } });
  }
  box.addEventListener("pointerdown", function () { wheel(true); }, true);
  box.addEventListener("pointerleave", function (event) { if (event.pointerType === "mouse") wheel(false); });

  document.querySelectorAll("button[data-do]").forEach(function (button) {
    button.addEventListener("click", function () {
      var what = button.dataset.do;
      if (what === "fit") fit();
      else zoom(what === "in" ? 1.4 : 1 / 1.4);
    });
  });
  document.querySelectorAll("button[data-node]").forEach(function (button) {
    button.addEventListener("click", function () {
      var id = Number(button.dataset.node);
      network.selectNodes([id]);
      network.moveTo({ position: network.getPosition(id), scale: Math.max(0.9, network.getScale()) });
      tell(nodes.get(id).tip);
      box.scrollIntoView({ block: "nearest" });
      frame.focus({ preventScroll: true });
    });
  });
})();
