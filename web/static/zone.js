// Times as the reader's clock has them; the exact one, as it is recorded, under the pointer.
const own = new Intl.DateTimeFormat("sv-SE", {
  year: "numeric",
  month: "2-digit",
  day: "2-digit",
  hour: "2-digit",
  minute: "2-digit",
  timeZoneName: "shortOffset",
});

const whole = (at) => own.format(at).replace(/ (GMT(\+0)?|UTC)$/, " UTC");

export function zone(page = document) {
  for (const head of page.querySelectorAll("#runs th a")) {
    if (head.textContent === "begun, UTC") head.textContent = "begun";
  }
  for (const each of page.querySelectorAll("time[datetime]:not([title])")) {
    const at = new Date(each.getAttribute("datetime"));
    if (Number.isNaN(at.getTime())) continue;
    each.title = `${each.getAttribute("datetime").replace(/Z$/, "")} UTC`;
    // in a narrow column the year and the zone are left to the exact one
    each.textContent = each.hasAttribute("data-brief") ? whole(at).slice(5, 16) : whole(at);
  }
}
