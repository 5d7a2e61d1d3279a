"use strict";
(() => {
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const SVG = "http://www.w3.org/2000/svg";
  const words = (text) => (text ? text.split(" ") : []);

  // A graph: boxes in columns; those of a closed group are not shown, and the group stands for them.
  const graph = (figure) => {
    const svg = figure.querySelector("svg");
    const lines = svg.querySelector(".lines");
    const trace = figure.querySelector(".trace");
    const boxes = new Map(all(".box", svg).map((box) => [box.id, box]));
    const size = Object.fromEntries(Object.entries(svg.dataset).map(([name, value]) => [name, Number(value)]));
    const place = new Map();
    const isGroup = (box) => box.dataset.members !== "0";
    const isOpen = (group) => group.getAttribute("aria-expanded") === "true";
    const shownFor = (box) => {
      const group = boxes.get(box.dataset.group);
      return group && !isOpen(group) ? group : box;
    };
    const membersOf = (group) => [...boxes.values()].filter((box) => box.dataset.group === group.id);
    const openedBySearch = new Set();
    let chosen = null;

    const layOut = () => {
      const rows = new Map();
      for (const box of boxes.values()) {
        box.toggleAttribute("hidden", shownFor(box) !== box);
        if (shownFor(box) === box) {
          const row = rows.get(box.dataset.column) || 0;
          rows.set(box.dataset.column, row + 1);
          place.set(box, { x: Number(box.dataset.x), y: size.margin + row * size.row });
          box.setAttribute("transform", `translate(${box.dataset.x} ${size.margin + row * size.row})`);
        }
      }
      const height = 2 * size.margin + (Math.max(1, ...rows.values()) - 1) * size.row + size.height;
      svg.setAttribute("height", height);
      svg.setAttribute("viewBox", `0 0 ${svg.getAttribute("width")} ${height}`);
      const drawn = new Set();
      lines.replaceChildren();
      for (const box of boxes.values()) {
        for (const id of words(box.dataset.from)) {
          const start = shownFor(boxes.get(id));
          const end = shownFor(box);
          const key = `${start.id} ${end.id}`;
          if (start !== end && !drawn.has(key)) {
            drawn.add(key);
            lines.append(line(start, end));
          }
        }
      }
      trail();
    };

    const line = (start, end) => {
      const path = document.createElementNS(SVG, "path");
      const left = place.get(start).x + size.width;
      const right = place.get(end).x;
      const middle = Math.floor((left + right) / 2);
      const from = place.get(start).y + size.height / 2;
      const to = place.get(end).y + size.height / 2;
      path.setAttribute("d", `M${left} ${from}C${middle} ${from} ${middle} ${to} ${right} ${to}`);
      path.dataset.from = start.id;
      path.dataset.to = end.id;
      return path;
    };

    const pathsTo = (box) => (box.dataset.paths ? box.dataset.paths.split("|").map(words) : []);

    // The paths that lead to the chosen box, and for what changes by itself those that lead away from it.
    const pathsOf = (box) => {
      const within = isGroup(box) ? membersOf(box) : [box];
      const to = within.flatMap(pathsTo);
      const ids = new Set(within.map((member) => member.id));
      const away = [...boxes.values()].flatMap(pathsTo).filter((path) => ids.has(path[0]));
      return { to, away };
    };

    const trail = () => {
      const on = new Set();
      const steps = new Set();
      if (chosen) {
        const { to, away } = pathsOf(chosen);
        on.add(chosen.id);
        for (const path of [...to, ...away]) {
          path.forEach((id, index) => {
            const here = shownFor(boxes.get(id)).id;
            on.add(here);
            if (index > 0) {
              steps.add(`${shownFor(boxes.get(path[index - 1])).id} ${here}`);
            }
          });
        }
      }
      svg.classList.toggle("traced", chosen !== null);
      for (const box of boxes.values()) {
        box.classList.toggle("on", on.has(box.id));
        if (!isGroup(box)) {
          box.setAttribute("aria-pressed", String(box === chosen));
        }
      }
      for (const path of lines.children) {
        const lit = steps.has(`${path.dataset.from} ${path.dataset.to}`);
        path.classList.toggle("on", lit);
      }
      // What is lit lies above what is not.
      lines.append(...all("path.on", lines));
    };

    const tell = (box) => {
      const { to, away } = pathsOf(box);
      const name = (id) => boxes.get(id).dataset.name;
      if (isGroup(box)) {
        return `${box.dataset.description}: press Enter to ${isOpen(box) ? "close" : "open"} it.`;
      }
      const reached = new Set(away.map((path) => path[path.length - 1])).size;
      const parts = to.slice(0, 3).map((path) => path.map(name).join(" → "));
      if (to.length > 3) {
        parts.push(`and ${to.length - 3} more ways`);
      }
      if (reached > 0) {
        parts.push(`${box.dataset.description}; reaches ${reached}`);
      }
      return parts.join("; ");
    };

    const choose = (box) => {
      chosen = box;
      trace.textContent = box ? tell(box) : "Choose a resource to see how it is reached.";
      trail();
    };

    const toggle = (group) => {
      group.setAttribute("aria-expanded", String(!isOpen(group)));
      layOut();
      choose(group);
    };

    const visible = () => [...boxes.values()].filter((box) => !box.hasAttribute("hidden"));

    // One stop of the tab key for the whole graph; arrows go on from there.
    const focus = (box) => {
      for (const other of boxes.values()) {
        other.setAttribute("tabindex", other === box ? "0" : "-1");
      }
      box.focus();
    };

    const nearest = (box, columns) => {
      const column = Number(box.dataset.column) + columns;
      const distance = (other) => Math.abs(place.get(other).y - place.get(box).y);
      return visible()
        .filter((other) => Number(other.dataset.column) === column)
        .sort((one, other) => distance(one) - distance(other))[0];
    };

    const inColumn = (box, rows) => {
      const column = visible().filter((other) => other.dataset.column === box.dataset.column);
      return column[column.indexOf(box) + rows];
    };

    const keys = {
      ArrowLeft: (box) => nearest(box, -1),
      ArrowRight: (box) => nearest(box, 1),
      ArrowUp: (box) => inColumn(box, -1),
      ArrowDown: (box) => inColumn(box, 1),
    };

    for (const box of boxes.values()) {
      box.setAttribute("role", "button");
      box.setAttribute("tabindex", "-1");
      box.setAttribute("aria-label", box.dataset.description);
      if (isGroup(box)) {
        box.setAttribute("aria-expanded", "false");
      }
      box.addEventListener("focus", () => choose(box));
      box.addEventListener("click", (event) => {
        event.stopPropagation();
        focus(box);
        if (isGroup(box)) {
          toggle(box);
        } else {
          choose(box);
        }
      });
      box.addEventListener("keydown", (event) => {
        const next = keys[event.key] && keys[event.key](box);
        if (next) {
          event.preventDefault();
          focus(next);
        } else if (event.key === "Enter" || event.key === " ") {
          event.preventDefault();
          if (isGroup(box)) {
            toggle(box);
          } else {
            choose(box);
          }
        } else if (event.key === "Escape") {
          choose(null);
        }
      });
    }
    svg.addEventListener("click", () => choose(null));
    boxes.values().next().value?.setAttribute("tabindex", "0");
    layOut();
    choose(null);

    // A group opens for the few of its members that match.
    return (matches, searched) => {
      for (const group of [...boxes.values()].filter(isGroup)) {
        const found = membersOf(group).filter(matches);
        group.classList.toggle("off", found.length === 0);
        if (searched && found.length > 0 && found.length <= 20 && !isOpen(group)) {
          group.setAttribute("aria-expanded", "true");
          openedBySearch.add(group);
        } else if (!searched && openedBySearch.delete(group)) {
          group.setAttribute("aria-expanded", "false");
        }
      }
      for (const box of [...boxes.values()].filter((box) => !isGroup(box))) {
        box.classList.toggle("off", !matches(box));
      }
      layOut();
    };
  };

  const graphs = new Map(all(".graph").map((figure) => [figure, graph(figure)]));

  // The filter: rows that do not match are not shown, boxes are paler.
  const form = document.getElementById("filter");
  const [stack, operation, text] = ["by-stack", "by-operation", "by-text"].map((id) => document.getElementById(id));
  const items = all(".item");
  const contents = new Map(items.map((item) => [item, item.textContent.toLowerCase()]));

  // What a search opened is closed with it; what the reader opened stays.
  const openedBySearch = new Set();
  const openFor = (details, search) => {
    if (search && !details.open) {
      details.open = true;
      openedBySearch.add(details);
    } else if (!search && openedBySearch.delete(details)) {
      details.open = false;
    }
  };

  const filter = () => {
    const wanted = text.value.trim().toLowerCase();
    const ofStack = (element) => !stack.value || element.dataset.stack === stack.value;
    let shown = 0;
    for (const item of items) {
      const matches =
        ofStack(item) &&
        (!operation.value || item.dataset.operation === operation.value) &&
        contents.get(item).includes(wanted);
      item.hidden = !matches;
      shown += matches ? 1 : 0;
    }
    const filtered = Boolean(stack.value || operation.value || wanted);
    for (const part of all("main details, main section")) {
      const within = all(".item", part);
      const figures = all(".graph", part);
      part.hidden =
        filtered && within.length + figures.length > 0
          ? within.every((item) => item.hidden) && !figures.some(ofStack)
          : filtered && part.dataset.stack !== undefined && !ofStack(part);
      if (part.tagName === "DETAILS") {
        openFor(part, Boolean(wanted) && !part.hidden);
      }
    }
    for (const [figure, show] of graphs) {
      figure.hidden = !ofStack(figure);
      show(
        (box) =>
          (!operation.value || box.dataset.tone === operation.value) &&
          box.dataset.description.toLowerCase().includes(wanted),
        Boolean(wanted),
      );
    }
    document.getElementById("matches").textContent = filtered ? `${shown} of ${items.length} rows` : "";
  };

  form.hidden = items.length === 0;
  form.addEventListener("input", filter);
  form.addEventListener("submit", (event) => event.preventDefault());
})();
