package dev.pke.web;

/** What is asked of a page as it is laid out: scripts that say what is amiss, or "". */
enum Layout {
    /** What sticks out of the window, with no region of its own to scroll it in. */
    WIDER(
            """
            const page = document.documentElement;
            if (page.scrollWidth <= page.clientWidth) return '';
            return [...document.querySelectorAll('main *')]
              .filter(e => e.getBoundingClientRect().right > page.clientWidth + 1)
              .filter(e => !e.closest('.scroll, svg, pre'))
              .slice(0, 4).map(e => e.tagName + '.' + e.className).join(' ') || 'too wide';
            """),

    /** Words that lie on other words. */
    CROSSING(
            """
            const boxes = [];
            const add = (rect, clip, node) => {
              const [left, right] = [Math.max(rect.left, clip?.left ?? 0), Math.min(rect.right, clip?.right ?? 1e9)];
              const [top, bottom] = [Math.max(rect.top, clip?.top ?? 0), Math.min(rect.bottom, clip?.bottom ?? 1e9)];
              if (right > left && bottom > top) boxes.push({ left, right, top, bottom, node });
            };
            const words = document.createTreeWalker(document.querySelector('main'), NodeFilter.SHOW_TEXT);
            for (let node = words.nextNode(); node; node = words.nextNode()) {
              const holder = node.parentElement;
              if (!node.data.trim() || !holder.checkVisibility() || holder.closest('.unseen, option, title, thead')) continue;
              const clip = holder.closest('.scroll, .answer, pre, textarea')?.getBoundingClientRect();
              const range = document.createRange();
              range.selectNodeContents(node);
              if (holder.closest('svg')) add(holder.getBoundingClientRect(), undefined, node);
              else for (const rect of range.getClientRects()) add(rect, clip, node);
            }
            boxes.sort((a, b) => a.top - b.top);
            const found = [];
            for (let i = 0; i < boxes.length; i++) {
              for (let k = i + 1; k < boxes.length && boxes[k].top < boxes[i].bottom - 6; k++) {
                const [a, b] = [boxes[i], boxes[k]];
                if (a.node !== b.node && Math.min(a.right, b.right) - Math.max(a.left, b.left) > 3
                    && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 6) {
                  found.push(a.node.data.trim().slice(0, 30) + ' and ' + b.node.data.trim().slice(0, 30));
                }
              }
            }
            return found.slice(0, 5).join('; ');
            """),

    /** Words in drawings too faint to read, which axe does not look at: less than 4.5 to 1. */
    UNREADABLE(
            """
            const canvas = document.createElement('canvas').getContext('2d');
            const rgb = (colour) => {
              canvas.fillStyle = '#000'; canvas.fillStyle = colour;
              canvas.fillRect(0, 0, 1, 1);
              return [...canvas.getImageData(0, 0, 1, 1).data].slice(0, 3);
            };
            const light = (colour) => rgb(colour).map(c => c / 255)
              .map(c => c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4)
              .reduce((sum, c, i) => sum + c * [0.2126, 0.7152, 0.0722][i], 0);
            const behind = (e) => {
              for (let at = e; at; at = at.parentElement) {
                const ground = getComputedStyle(at).backgroundColor;
                if (ground !== 'rgba(0, 0, 0, 0)') return ground;
              }
              return '#fff';
            };
            return [...document.querySelectorAll('main svg text')]
              .filter(e => e.getClientRects().length)
              .map(e => {
                const [a, b] = [light(getComputedStyle(e).fill), light(behind(e))]
                  .sort((x, y) => y - x);
                return [e.textContent + ' ' + e.getAttribute('class'), (a + 0.05) / (b + 0.05)];
              })
              .filter(([, ratio]) => ratio < 4.5).slice(0, 5)
              .map(([text, ratio]) => text + ' ' + ratio.toFixed(2)).join(', ');
            """),

    /** Panels of one row that leave it open, or stand beside one much shorter: a hole. */
    HOLES(
            """
            const found = [];
            for (const grid of document.querySelectorAll('main .grid')) {
              const rows = new Map();
              for (const each of grid.children) {
                const box = each.getBoundingClientRect();
                if (!box.height) continue;
                const top = Math.round(box.top);
                rows.set(top, [...(rows.get(top) ?? []), { box, each }]);
              }
              for (const row of rows.values()) {
                const heights = row.map(({ box }) => box.height);
                const open = grid.clientWidth - row.reduce((sum, { box }) => sum + box.width, 0);
                const name = row.map(({ each }) => each.id).join(' ');
                if (open > 24 * row.length) found.push(name + ' leaves ' + open + ' px');
                if (Math.max(...heights) - Math.min(...heights) > 2) found.push(name + ' is uneven');
                for (const { box, each } of row) {
                  const shown = [...each.children].map(e => e.getBoundingClientRect().bottom);
                  const empty = box.bottom - Math.max(...shown);
                  if (empty > 360) found.push(each.id + ' is empty for ' + empty + ' px');
                }
              }
            }
            return found.slice(0, 4).join('; ');
            """),

    /** Words in a panel that touch its border. */
    FLUSH(
            """
            const words = document.createTreeWalker(document.querySelector('main'), NodeFilter.SHOW_TEXT);
            const found = [];
            for (let node = words.nextNode(); node; node = words.nextNode()) {
              const panel = node.parentElement.closest('.panel');
              const apart = node.parentElement.closest('svg, .scroll, .unseen, option, textarea, pre');
              if (!panel || apart || !node.data.trim() || !node.parentElement.checkVisibility()) continue;
              const range = document.createRange();
              range.selectNodeContents(node);
              const border = panel.getBoundingClientRect();
              for (const word of range.getClientRects()) {
                const room = Math.min(word.left - border.left, border.right - word.right,
                    word.top - border.top, border.bottom - word.bottom);
                if (word.width && room < 6) found.push(node.data.trim().slice(0, 30));
              }
            }
            return found.slice(0, 4).join('; ');
            """);

    private final String script;

    Layout(String script) {
        this.script = script;
    }

    /** What is amiss on the page that is shown. */
    Object on(Browser browser) {
        return browser.run(script);
    }
}
