// A socket to the laptop that comes back by itself.

const FIRST = 300; // ms until the next try; doubled up to the last, with some chance: forty come back at once
const LAST = 4000;

/**
 * @param {string} path
 * @param {{ open: () => void, heard: (message: any) => void, closed: (code: number) => void }} on
 * @returns {{ tell: (message: unknown) => boolean }} tell: false where there is no line
 */
export function line(path, on) {
  /** @type {WebSocket | null} */
  let socket = null;
  let wait = FIRST;
  let timer = 0;
  const open = () => {
    clearTimeout(timer);
    const mine = new WebSocket(`ws://${location.host}${path}`);
    socket = mine;
    mine.onopen = () => {
      wait = FIRST;
      on.open();
    };
    mine.onmessage = ({ data }) => on.heard(JSON.parse(data));
    mine.onclose = ({ code }) => {
      if (socket !== mine) return;
      socket = null;
      on.closed(code);
      timer = setTimeout(open, wait * (0.5 + Math.random()));
      wait = Math.min(LAST, wait * 2);
    };
  };
  // A phone that was asleep finds a dead socket, or waits too long for the next try.
  addEventListener("online", () => !socket && open());
  document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && !socket && open());
  open();
  return {
    tell(message) {
      if (socket?.readyState !== WebSocket.OPEN) return false;
      socket.send(JSON.stringify(message));
      return true;
    },
  };
}
