// Fetches a page of ours and shows it in place of the present one, part by part: a part that did
// not change stays untouched, so nothing jumps, scrolls or closes.

let latest = 0;

export async function show(address) {
  const mine = ++latest;
  const answer = await fetch(address, { headers: { Accept: "text/html" } });
  if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
  const next = new DOMParser().parseFromString(await answer.text(), "text/html");
  if (mine !== latest) return false;
  swap(document.getElementById("chain"), next.getElementById("chain"));
  const now = document.querySelector(".content");
  const then = next.querySelector(".content");
  copyState(now, then);
  if (!merge(now, then)) now.replaceWith(then);
  document.title = next.title;
  return true;
}

// Parts are the elements with an id; where both pages hold the same ones, only they are swapped.
function merge(now, then) {
  const ids = (root) => [...root.querySelectorAll("section[id], form[id], p[id]")].map((e) => e.id);
  if (ids(now).join() !== ids(then).join()) return false;
  for (const id of ids(then)) swap(now.querySelector(`#${id}`), then.querySelector(`#${id}`));
  for (const name of ["data-live", "data-follow"]) {
    if (then.hasAttribute(name)) now.setAttribute(name, then.getAttribute(name));
    else now.removeAttribute(name);
  }
  return true;
}

function swap(old, fresh) {
  if (old && fresh && old.outerHTML !== fresh.outerHTML) old.replaceWith(fresh);
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
