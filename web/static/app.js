// The pages work without this file; it makes them quick: exact values under the pointer, digests
// copied by a click, replay by keys, and new data without a jump.
import { replay } from "./replay.js";
import { live } from "./live.js";
import { tips } from "./tips.js";
import { list } from "./list.js";
import { keys } from "./keys.js";
import { zone } from "./zone.js";

zone();
tips();
list();
keys();
replay();
live();

document.addEventListener("click", async (event) => {
  const target = event.target.closest(".copy");
  if (!target) return;
  await navigator.clipboard.writeText(target.dataset.copy ?? target.textContent);
  target.classList.add("copied");
  setTimeout(() => target.classList.remove("copied"), 1200);
});
