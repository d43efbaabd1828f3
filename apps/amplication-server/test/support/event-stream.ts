export interface StreamEvent {
  id: number | null;
  type: string;
  data: Record<string, unknown>;
}

/** Reads server-sent events until `until` says so or the stream ends. Comments are left out. */
export async function readEvents(
  response: Response,
  until: (event: StreamEvent) => boolean = () => false,
): Promise<StreamEvent[]> {
  const events: StreamEvent[] = [];
  let rest = '';
  const decoder = new TextDecoder();
  for await (const chunk of response.body ?? []) {
    const blocks = `${rest}${decoder.decode(chunk as Uint8Array, { stream: true })}`.split('\n\n');
    rest = blocks.pop() ?? '';
    for (const event of blocks.flatMap(parse)) {
      events.push(event);
      if (until(event)) return events;
    }
  }
  return events;
}

function parse(block: string): StreamEvent[] {
  const fields = new Map(
    block.split('\n').map((line) => {
      const colon = line.indexOf(': ');
      return [line.slice(0, colon), line.slice(colon + 2)];
    }),
  );
  const data = fields.get('data');
  if (!data) return [];
  return [
    {
      id: fields.has('id') ? Number(fields.get('id')) : null,
      type: fields.get('event') ?? '',
      data: JSON.parse(data),
    },
  ];
}
