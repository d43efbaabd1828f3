import { nextUrl } from './next-link.js';

it.each([
  ['/api/things', '/api/things?_cursor=abc'],
  ['/api/things?', '/api/things?_cursor=abc'],
  ['/api/things?name=a%20b&status.in=new,paid', '/api/things?name=a+b&status.in=new%2Cpaid&_cursor=abc'],
  ['/api/things?_offset=20&_limit=5', '/api/things?_limit=5&_cursor=abc'],
  ['/api/things?_cursor=old&name=%3E%3C', '/api/things?_cursor=abc&name=%3E%3C'],
])('leads from %s to %s', (url, next) => {
  expect(nextUrl(url, 'abc')).toBe(next);
});
