/** Loaded before a server, it moves the machine's clock, as the process sees it, by so many days (`MOVED_DAYS`). */
const moved = Number(process.env['MOVED_DAYS']) * 86_400_000;
const RealDate = Date;

globalThis.Date = class extends RealDate {
  constructor(...parts) {
    if (parts.length === 0) super(RealDate.now() + moved);
    else super(...parts);
  }

  static now() {
    return RealDate.now() + moved;
  }
};
