import { type IncomingMessage, type ServerResponse } from 'node:http';
import {
  type CallHandler,
  type ExecutionContext,
  type NestInterceptor,
  UseInterceptors,
} from '@nestjs/common';
import { map, type Observable } from 'rxjs';

/** The address of the page after one of a list, beside it. */
export function nextUrl(url: string, next: string): string {
  const [path = '', query = ''] = url.split('?', 2);
  const parameters = new URLSearchParams(query);
  parameters.delete('_offset');
  parameters.set('_cursor', next);
  return `${path}?${parameters.toString()}`;
}

class NextLinkInterceptor implements NestInterceptor<{ next: string | null }> {
  intercept(
    context: ExecutionContext,
    handler: CallHandler<{ next: string | null }>,
  ): Observable<{ next: string | null }> {
    const http = context.switchToHttp();
    const { url = '' } = http.getRequest<IncomingMessage>();
    return handler.handle().pipe(
      map((page) => {
        if (page.next !== null)
          http.getResponse<ServerResponse>().setHeader('Link', `<${nextUrl(url, page.next)}>; rel="next"`);
        return page;
      }),
    );
  }
}

/** Says where the next page is in the header `Link` as well. */
export const NextLink = (): MethodDecorator & ClassDecorator => UseInterceptors(NextLinkInterceptor);
