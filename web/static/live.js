// Follows the record and shows what is new, at most once a second. A dot says how the line is.
import { show } from "./page.js";

const LEAST_MS = 1000;
const SILENCE_MS = 25000;

export function live() {
  const content = () => document.querySelector(".content");
  if (!content()?.hasAttribute("data-follow")) return;
  const run = content().dataset.follow;
  const source = new EventSource(`/api/live${run ? `?run=${encodeURIComponent(run)}` : ""}`);
  let heard = Date.now();
  let shown = 0;
  let waiting = null;

  const refresh = async () => {
    waiting = null;
    shown = Date.now();
    const behind = new URLSearchParams(location.search).has("pos");
    if (!behind) await show(location.href).catch(() => say("stalled", "stalled"));
  };
  source.onmessage = () => {
    heard = Date.now();
    waiting ??= setTimeout(refresh, Math.max(60, LEAST_MS - (Date.now() - shown)));
  };
  source.onopen = () => {
    heard = Date.now();
    if (content().hasAttribute("data-live")) say("live", "live");
  };
  source.onerror = () => {
    if (content().hasAttribute("data-live")) say("stalled", "stalled");
  };
  // a run that dies sends nothing: only the server knows when it was last heard of
  setInterval(() => {
    if (content().hasAttribute("data-live")) waiting ??= setTimeout(refresh, 0);
  }, Number(document.body.dataset.looks));
  // a replay under way records nothing until its verdict
  setInterval(() => {
    if (content().hasAttribute("data-busy")) waiting ??= setTimeout(refresh, 0);
  }, LEAST_MS);
  setInterval(() => {
    const silent = Date.now() - heard > SILENCE_MS && source.readyState !== EventSource.OPEN;
    if (silent && content().hasAttribute("data-live")) say("stalled", "stalled");
  }, 5000);
  addEventListener("pagehide", () => source.close());
}

function say(state, words) {
  const place = document.querySelector(".live-dot .dot");
  if (!place) return;
  place.className = `dot ${state}`;
  place.title = words;
}
