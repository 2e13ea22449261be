/** Events in the order of their instants; those of one instant in the order in which they were added. */
export class Timeline {
  #events: { at: number; order: number; act: () => Promise<void> }[] = [];
  #order = 0;

  add(at: Date, act: () => Promise<void>): void {
    this.#events.push({ at: at.getTime(), order: (this.#order += 1), act });
  }

  /** Runs all events, also those added meanwhile. @param onEach called before and after each event */
  async run(begin: (at: Date) => void, end: () => Promise<void>): Promise<void> {
    for (;;) {
      let next = 0;
      for (const [index, { at, order }] of this.#events.entries()) {
        const first = this.#events[next]!;
        if (at < first.at || (at === first.at && order < first.order)) next = index;
      }
      const [event] = this.#events.splice(next, 1);
      if (!event) return;
      begin(new Date(event.at));
      await event.act();
      await end();
    }
  }
}
