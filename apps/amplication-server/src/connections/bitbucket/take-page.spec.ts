import { takePage } from './take-page';

describe('takePage', () => {
  async function* numbers(count: number, read: { last: number }) {
    for (let number = 1; number <= count; number += 1) {
      read.last = number;
      yield number;
    }
  }

  it('takes a page and looks one further only', async () => {
    const read = { last: 0 };
    expect(await takePage(numbers(100, read), { page: 2, pageSize: 10 })).toEqual({
      items: [11, 12, 13, 14, 15, 16, 17, 18, 19, 20],
      ...{ page: 2, pageSize: 10, hasNext: true },
    });
    expect(read.last).toBe(21);
  });

  it('knows the last page, and that there is none after it', async () => {
    const read = { last: 0 };
    expect(await takePage(numbers(20, read), { page: 2, pageSize: 10 })).toMatchObject({ hasNext: false });
    expect(await takePage(numbers(20, read), { page: 3, pageSize: 10 })).toMatchObject({
      items: [],
      hasNext: false,
    });
  });
});
