// Fetches a page of ours and shows it in place of the present one, part by part: a part that did
// not change stays untouched, so nothing jumps, scrolls or closes, the scrubber can be dragged
// while its page changes under it, and text that is being typed stays.

import { zone } from "./zone.js";

const BUSY_MS = 250;
let latest = 0;

export async function show(address) {
  const mine = ++latest;
  const content = document.querySelector(".content");
  const waits = setTimeout(() => content.setAttribute("aria-busy", "true"), BUSY_MS);
  const answer = await fetch(address, { headers: { Accept: "text/html" } }).finally(() => {
    clearTimeout(waits);
    content.removeAttribute("aria-busy");
  });
  if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
  const next = new DOMParser().parseFromString(await answer.text(), "text/html");
  if (mine !== latest) return false;
  zone(next); // what is shown says it so already, and must not differ for that
  swap(document.getElementById("chain"), next.getElementById("chain"));
  const now = document.querySelector(".content");
  const then = next.querySelector(".content");
  copyState(now, then);
  merge(now, then);
  for (const name of ["data-live", "data-follow", "data-busy"]) {
    if (then.hasAttribute(name)) now.setAttribute(name, then.getAttribute(name));
    else now.removeAttribute(name);
  }
  document.title = next.title;
  document.dispatchEvent(new Event("pke:shown"));
  return true;
}

// Makes the children of one element those of another; what both have is never moved or made anew.
function merge(now, then) {
  let at = now.firstElementChild;
  for (const fresh of [...then.children]) {
    const old = counterpart(now, fresh, at);
    if (!old) {
      now.insertBefore(fresh, at);
      continue;
    }
    while (at !== old && !counterpart(then, at, then.firstElementChild)) at = dropped(at);
    if (at === old) at = old.nextElementSibling;
    else now.insertBefore(old, at);
    if (!old.id && old.querySelector("[id]")) merge(old, fresh);
    else swap(old, fresh);
  }
  while (at) at = dropped(at);
}

function dropped(element) {
  const next = element.nextElementSibling;
  element.remove();
  return next;
}

// The child that is the same part: by its id, or the next one of its kind.
function counterpart(parent, element, from) {
  if (element.id) return [...parent.children].find((each) => each.id === element.id);
  for (let each = from; each; each = each.nextElementSibling) {
    const alike = each.tagName === element.tagName && each.className === element.className;
    if (alike && !each.id) return each;
  }
  return null;
}

function swap(old, fresh) {
  if (!old || !fresh || old.outerHTML === fresh.outerHTML) return;
  if (old.id === "replay") patch(old, fresh);
  else if (!isTyped(old)) old.replaceWith(fresh);
}

// Whether a reader has written something there that is not sent yet.
function isTyped(part) {
  const fields = part.querySelectorAll("textarea, input[type=text], input[type=password]");
  return [...fields].some((field) => field.value !== field.defaultValue);
}

// The scrubber's own elements stay: one that is replaced under the mouse can't be dragged.
function patch(old, fresh) {
  const told = ["ranges", "pos", "index", "count", "track", "steps"].map((name) => `data-${name}`);
  for (const name of told) old.setAttribute(name, fresh.getAttribute(name));
  for (const link of old.querySelectorAll("a[data-go]")) {
    link.href = fresh.querySelector(`a[data-go="${link.dataset.go}"]`).getAttribute("href");
  }
  for (const part of [".where", ".timeline"]) {
    const was = old.querySelector(part);
    const is = fresh.querySelector(part);
    if (was.outerHTML !== is.outerHTML) was.replaceWith(is);
  }
  const slider = old.querySelector("input[type=range]");
  const other = fresh.querySelector("input[type=range]");
  slider.setAttribute("aria-valuetext", other.getAttribute("aria-valuetext"));
  if (!slider.matches(":active")) slider.value = other.value;
}

// What a reader opened or chose stays so.
function copyState(now, then) {
  const fresh = [...then.querySelectorAll("details")];
  [...now.querySelectorAll("details")].forEach((each, i) => {
    const same = each.id ? then.querySelector(`#${each.id}`) : fresh[i];
    const covered = each.classList.contains("cover") && same?.textContent !== each.textContent;
    if (same && !covered) same.open = each.open;
  });
  for (const box of now.querySelectorAll("input[type=checkbox]")) {
    const same = then.querySelector(`input[value="${CSS.escape(box.value)}"]`);
    if (same) same.toggleAttribute("checked", box.checked);
  }
}
