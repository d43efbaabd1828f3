/* global fetch */
/**
 * Fetches URL `COUNT` times at once with the cookie COOKIE, keeps nothing, and prints the sizes. A process of its own,
 * so that the memory of the test's process is the server's alone.
 */
const { URL: url, COUNT, COOKIE: cookie } = process.env;

async function size() {
  const response = await fetch(url, { headers: { cookie } });
  let total = 0;
  for await (const chunk of response.body) total += chunk.length;
  return total;
}

const sizes = await Promise.all(Array.from({ length: Number(COUNT) }, size));
process.stdout.write(JSON.stringify(sizes));
