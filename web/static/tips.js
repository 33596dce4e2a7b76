// Exact values under the pointer: an SVG title, shown at once instead of after a second.
export function tips() {
  const tip = document.createElement("div");
  tip.className = "tip";
  tip.setAttribute("role", "tooltip");
  tip.hidden = true;
  document.body.append(tip);
  let shown = null;

  const title = (mark) => {
    const own = mark.querySelector(":scope > title");
    if (own) {
      mark.setAttribute("aria-label", own.textContent);
      own.remove();
    }
    return mark.getAttribute("aria-label");
  };
  const place = (x, y) => {
    const box = tip.getBoundingClientRect();
    tip.style.left = `${Math.max(8, Math.min(x + 12, innerWidth - box.width - 8))}px`;
    tip.style.top = `${y > box.height + 24 ? y - box.height - 12 : y + 16}px`;
  };
  const over = (event) => {
    const mark = event.target.closest?.(".chart a, .timeline a");
    if (mark !== shown) {
      shown = mark;
      tip.hidden = !mark;
      if (mark) tip.textContent = title(mark);
    }
    if (mark && event.clientX !== undefined) place(event.clientX, event.clientY);
    else if (mark) {
      const box = mark.getBoundingClientRect();
      place(box.right, box.top);
    }
  };
  document.addEventListener("pointermove", over);
  document.addEventListener("focusin", over);
}
