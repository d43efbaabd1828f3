const GROUPS = 8;
/** Whoever has one address of IPv6 has the 2^64 of its network: the first half of the groups. */
const OF_NETWORK = 4;

/** What requests are counted by: an address, and of IPv6 the network that it is in. */
export function networkOf(address: string): string {
  // An address of IPv4 stays as it is, also where it is written as one of IPv6: ::ffff:192.0.2.1.
  if (!address.includes(':') || address.includes('.')) return address;
  const [before = '', after] = address.split('::');
  const [first, last] = [groupsOf(before), groupsOf(after ?? '')];
  // Two colons stand for as many zeros as there are groups too few.
  const zeros = after === undefined ? 0 : Math.max(0, GROUPS - first.length - last.length);
  return [...first, ...Array<string>(zeros).fill('0'), ...last].slice(0, OF_NETWORK).join(':');
}

const groupsOf = (text: string): string[] => (text === '' ? [] : text.split(':'));
