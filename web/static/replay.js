// Moves along a run's events: keys ← → step, space plays, home and end; the address follows. The
// server draws every position, so a page looks exactly as it did then.
import { show } from "./page.js";

const PLAY_MS = 350;
const LONGEST_PLAY = 120;

export function replay() {
  let timer = null;
  let wanted = null;
  let busy = false;
  const section = () => document.getElementById("replay");

  // "17-420,433-433" → the position of the n-th event, and the other way round.
  const ranges = () =>
    section().dataset.ranges.split(",").map((range) => range.split("-").map(Number));
  const count = () => ranges().reduce((sum, [from, to]) => sum + to - from + 1, 0);
  const nth = (n) => {
    let left = n - 1;
    for (const [from, to] of ranges()) {
      if (left <= to - from) return from + left;
      left -= to - from + 1;
    }
    return ranges().at(-1)[1];
  };
  const index = () => Number(section().querySelector("input[type=range]").value);

  const go = async (n) => {
    wanted = Math.max(1, Math.min(count(), n));
    const slider = section().querySelector("input[type=range]");
    slider.value = wanted;
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
      else section().querySelector("input[type=range]").value = wanted;
    }
    busy = false;
  };
  const stop = () => {
    clearInterval(timer);
    timer = null;
    enable();
  };
  const play = () => {
    if (timer) return stop();
    if (index() === count()) go(1);
    const stride = Math.max(1, Math.ceil(count() / LONGEST_PLAY));
    timer = setInterval(() => {
      if (index() >= count()) stop();
      else go(index() + stride);
    }, PLAY_MS);
    enable();
  };
  const enable = () => {
    if (!section()) return; // a run that waits for its turn has none yet
    section().querySelector("input[type=range]").disabled = false;
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
    go(index());
  });
  document.addEventListener("submit", (event) => {
    if (event.target.closest("#replay")) event.preventDefault();
  });
  document.addEventListener("keydown", (event) => {
    if (!section() || event.ctrlKey || event.metaKey || event.altKey) return;
    const field = event.target.closest("input:not([type=range]), select, textarea, summary, [tabindex]");
    if (field) return;
    const onControl = event.target.closest("a, button");
    const keys = {
      ArrowLeft: () => go(index() - 1),
      ArrowRight: () => go(index() + 1),
      Home: () => go(1),
      End: () => go(count()),
      ...(onControl ? {} : { " ": play }),
    };
    const act = keys[event.key];
    if (!act) return;
    event.preventDefault();
    if (event.key !== " ") stop();
    act();
  });
}
