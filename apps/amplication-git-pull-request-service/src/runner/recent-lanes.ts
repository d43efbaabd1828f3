const MOST_KEPT = 100;

/** The repositories that this process worked on lately: its git cache holds them, so their next build is cheap here. */
export class RecentLanes {
  private readonly lanes = new Set<string>();

  note(lane: string): void {
    // Taken out and put in again, it is the newest.
    this.lanes.delete(lane);
    this.lanes.add(lane);
    const [oldest] = this.lanes;
    if (this.lanes.size > MOST_KEPT && oldest !== undefined) this.lanes.delete(oldest);
  }

  list(): string[] {
    return [...this.lanes];
  }
}
