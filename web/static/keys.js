// One tab stop a chart, a table's links or a row of choices: the arrow keys move within. A stretch
// of steps that is dragged over in a chart of losses is zoomed to. Without this file every link is a
// tab stop, and every chart has its table.

const WITHIN = "a[href], button";

export function keys() {
  const visible = (each) => each.getClientRects().length > 0;
  const within = (group) => [...group.querySelectorAll(WITHIN)].filter(visible);

  const mark = () => {
    for (const group of document.querySelectorAll("[data-roving]")) {
      const all = [...group.querySelectorAll(WITHIN)];
      const stop = all.includes(document.activeElement) ? document.activeElement : all[0];
      for (const each of all) each.tabIndex = each === stop ? 0 : -1;
    }
  };
  mark();
  document.addEventListener("pke:shown", mark);
  document.addEventListener("focusin", (event) => {
    if (event.target.closest?.("[data-roving]")) mark();
  });

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "?" && !event.target.closest("input, textarea, select")) {
      document.getElementById("keys")?.togglePopover();
      return;
    }
    const chart = event.target.closest?.("svg.chart");
    const group = chart ?? event.target.closest?.("[data-roving]");
    if (!group) return;
    const all = within(group);
    const at = all.indexOf(event.target.closest("a, button"));
    const moves = {
      ArrowRight: at + 1,
      ArrowDown: at + 1,
      ArrowLeft: at < 0 ? all.length - 1 : at - 1,
      ArrowUp: at < 0 ? all.length - 1 : at - 1,
      Home: 0,
      End: all.length - 1,
    };
    if (chart && event.key === "Escape") return void chart.focus();
    if (!(event.key in moves) || all.length === 0) return;
    event.preventDefault();
    all[Math.max(0, Math.min(all.length - 1, moves[event.key]))].focus();
  });
  brush();
}

function brush() {
  let from = null;
  let chart = null;
  let box = null;
  const plot = () => chart.querySelector(".plot").dataset;
  const place = (event) => {
    const frame = chart.getBoundingClientRect();
    const x = ((event.clientX - frame.left) / frame.width) * chart.viewBox.baseVal.width;
    return Math.max(Number(plot().left), Math.min(Number(plot().right), x));
  };
  const step = (x) => {
    const { first, last, left, right } = plot();
    const share = (x - Number(left)) / (Number(right) - Number(left));
    return Math.round(Number(first) + share * (Number(last) - Number(first)));
  };
  document.addEventListener("pointerdown", (event) => {
    const over = event.target.closest?.("#losses svg.losses");
    if (!over || event.button !== 0 || event.pointerType === "touch") return;
    chart = over;
    from = place(event);
  });
  document.addEventListener("dragstart", (event) => {
    if (event.target.closest?.("#losses svg.losses")) event.preventDefault();
  });
  document.addEventListener("pointermove", (event) => {
    if (from === null) return;
    const to = place(event);
    if (Math.abs(to - from) < 6 && !box) return;
    box ??= chart.appendChild(document.createElementNS("http://www.w3.org/2000/svg", "rect"));
    box.setAttribute("class", "brush");
    box.setAttribute("x", Math.min(from, to));
    box.setAttribute("width", Math.abs(to - from));
    box.setAttribute("y", 0);
    box.setAttribute("height", chart.viewBox.baseVal.height - 34);
  });
  document.addEventListener("pointerup", (event) => {
    if (from === null) return;
    const [first, last] = [step(from), step(place(event))].sort((a, b) => a - b);
    const dragged = box !== null;
    box?.remove();
    from = box = null;
    if (!dragged || last <= first) return;
    document.addEventListener("click", (click) => click.preventDefault(), { capture: true, once: true });
    const address = new URL(location.href);
    address.searchParams.set("from", first);
    address.searchParams.set("to", last);
    address.hash = "losses";
    location.assign(address);
  });
}
