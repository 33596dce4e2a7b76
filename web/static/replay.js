// Moves along a run's events: keys ← → step, ⇧← ⇧→ go by stage, space plays, [ ] change the speed,
// home and end; the address follows. The server draws every position, so a page looks exactly as it
// did then. The slider runs along the track, on which each stage has its own width.
import { show } from "./page.js";

const PLAY_MS = 700;
const LONGEST_PLAY = 240;

export function replay() {
  let timer = null;
  let wanted = null;
  let busy = false;
  let dragging = false;
  const section = () => document.getElementById("replay");
  const slider = () => section().querySelector("input[type=range]");
  const pairs = (text) => text.split(",").map((each) => each.split(/[-:]/).map(Number));

  // "17-420,433-433" → the position of the n-th event.
  const nth = (n) => {
    const ranges = pairs(section().dataset.ranges);
    let left = n - 1;
    for (const [from, to] of ranges) {
      if (left <= to - from) return from + left;
      left -= to - from + 1;
    }
    return ranges.at(-1)[1];
  };
  // "0:0,140:34" → which event lies at a place of the track, and the other way round.
  const between = (value, x, y) => {
    const knots = pairs(section().dataset.track);
    for (let i = 0; i + 1 < knots.length; i++) {
      const [from, to] = [knots[i], knots[i + 1]];
      if (value <= to[x]) {
        const share = (value - from[x]) / Math.max(1, to[x] - from[x]);
        return Math.round(from[y] + share * (to[y] - from[y]));
      }
    }
    return knots.at(-1)[y];
  };
  const eventAt = (unit) => between(Number(unit), 0, 1) + 1;
  const unitOf = (n) => between(n - 1, 1, 0);
  const count = () => Number(section().dataset.count);
  const index = () => wanted ?? Number(section().dataset.index);
  const stops = () => pairs(section().dataset.track).slice(1).map((knot) => knot[1] + 1);

  const go = async (n) => {
    wanted = Math.max(1, Math.min(count(), n));
    if (!dragging) slider().value = unitOf(wanted);
    if (busy) return;
    busy = true;
    while (wanted !== null) {
      const target = wanted;
      const address = new URL(location.href);
      if (target === count()) address.searchParams.delete("pos");
      else address.searchParams.set("pos", nth(target));
      address.hash = "";
      history.replaceState(null, "", address);
      await show(address).catch(() => stop());
      enable();
      if (wanted === target) wanted = null;
      else if (!dragging) slider().value = unitOf(wanted);
    }
    busy = false;
  };
  const stop = () => {
    clearInterval(timer);
    timer = null;
    enable();
  };
  const next = (from) => {
    const by = section().querySelector("[data-by]").value;
    if (by === "event") return from + Math.max(1, Math.ceil(count() / LONGEST_PLAY));
    const places =
      by === "stage" ? stops() : section().dataset.steps.split(",").map((each) => Number(each) + 1);
    return places.find((place) => place > from) ?? count();
  };
  const begin = () => {
    const speed = Number(section().querySelector("[data-speed]").value);
    clearInterval(timer);
    timer = setInterval(() => {
      if (index() >= count()) stop();
      else if (!busy) go(next(index()));
    }, PLAY_MS / speed);
  };
  const play = () => {
    if (timer) return stop();
    if (index() === count()) go(1);
    begin();
    enable();
  };
  const faster = (step) => {
    const speed = section().querySelector("[data-speed]");
    const to = speed.selectedIndex + step;
    if (to >= 0 && to < speed.options.length) speed.selectedIndex = to;
    if (timer) begin();
  };
  const enable = () => {
    if (!section()) return; // a run that waits for its turn has none yet
    slider().disabled = false;
    section().querySelector(".speed").hidden = false;
    const button = section().querySelector(".play");
    button.hidden = false;
    button.textContent = timer ? "❚❚" : "▶";
    button.setAttribute("aria-label", timer ? "pause" : "play");
  };

  enable();
  document.addEventListener("pke:shown", enable);
  const steps = { first: () => 1, previous: () => index() - 1, next: () => index() + 1, last: count };
  document.addEventListener("click", (event) => {
    if (event.target.closest(".play")) return play();
    const link = event.target.closest("#replay [data-go]");
    if (link && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      stop();
      go(steps[link.dataset.go]());
    }
  });
  document.addEventListener("input", (event) => {
    if (!event.target.matches("#replay input[type=range]")) return;
    stop();
    dragging = true;
    go(eventAt(event.target.value));
  });
  document.addEventListener("change", (event) => {
    if (event.target.matches("#replay input[type=range]")) dragging = false;
    if (event.target.matches("#replay [data-speed]") && timer) begin();
  });
  document.addEventListener("submit", (event) => {
    if (event.target.closest("#replay")) event.preventDefault();
  });
  document.addEventListener("keydown", (event) => {
    if (!section() || event.ctrlKey || event.metaKey || event.altKey) return;
    const field = event.target.closest("input:not([type=range]), select, textarea, summary, [tabindex]");
    if (field) return;
    const onControl = event.target.closest("a, button");
    const back = () => [1, ...stops()].reverse().find((place) => place < index()) ?? 1;
    const keys = {
      ArrowLeft: () => go(event.shiftKey ? back() : index() - 1),
      ArrowRight: () =>
        go(event.shiftKey ? (stops().find((place) => place > index()) ?? count()) : index() + 1),
      Home: () => go(1),
      End: () => go(count()),
      "[": () => faster(-1),
      "]": () => faster(1),
      ...(onControl ? {} : { " ": play }),
    };
    const act = keys[event.key];
    if (!act) return;
    event.preventDefault();
    if (event.key.startsWith("Arrow") || event.key === "Home" || event.key === "End") stop();
    act();
  });
}
