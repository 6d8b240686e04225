/** Events in the order of their times, as a binary heap of numbers: a million items make millions of them. */
export class EventQueue {
  #times: number[] = [];
  #kinds: number[] = [];
  #payloads: number[] = [];

  add(time: number, kind: number, payload: number): void {
    const times = this.#times;
    const kinds = this.#kinds;
    const payloads = this.#payloads;
    let place = times.length;
    times.push(time);
    kinds.push(kind);
    payloads.push(payload);
    while (place > 0) {
      const parent = (place - 1) >> 1;
      const above = times[parent] as number;
      if (above <= time) break;
      times[place] = above;
      kinds[place] = kinds[parent] as number;
      payloads[place] = payloads[parent] as number;
      place = parent;
    }
    times[place] = time;
    kinds[place] = kind;
    payloads[place] = payload;
  }

  /** The next event; there must be one. */
  take(): { time: number; kind: number; payload: number } {
    const times = this.#times;
    const kinds = this.#kinds;
    const payloads = this.#payloads;
    const first = { time: times[0] as number, kind: kinds[0] as number, payload: payloads[0] as number };
    const time = times.pop() as number;
    const kind = kinds.pop() as number;
    const payload = payloads.pop() as number;
    const size = times.length;
    if (size === 0) return first;
    let place = 0;
    for (;;) {
      let child = 2 * place + 1;
      if (child >= size) break;
      if (child + 1 < size && (times[child + 1] as number) < (times[child] as number)) child++;
      if ((times[child] as number) >= time) break;
      times[place] = times[child] as number;
      kinds[place] = kinds[child] as number;
      payloads[place] = payloads[child] as number;
      place = child;
    }
    times[place] = time;
    kinds[place] = kind;
    payloads[place] = payload;
    return first;
  }
}
