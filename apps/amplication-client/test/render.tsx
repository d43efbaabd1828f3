import { jest } from '@jest/globals';
import { MantineProvider } from '@mantine/core';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { act, configure, render } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import type { ReactElement } from 'react';
import { createMemoryRouter, Outlet } from 'react-router';
import { RouterProvider } from 'react-router/dom';
import { theme } from '../src/app/theme';

// A simulated browser takes its time on a busy machine; what hangs still ends.
jest.setTimeout(30_000);
configure({ asyncUtilTimeout: 10_000 });

interface Page {
  /** What the page around it hands down, such as the service. */
  context?: object;
  /** Address of the page as the router knows it, such as `/builds/:buildId`, and where the person is. */
  path?: string;
  at?: string;
}

/**
 * Renders an element as the app would, and returns the `userEvent` of the person in front of it. Other addresses are
 * "Another page".
 */
export function show(element: ReactElement, { context, path = '/', at = path }: Page = {}) {
  const router = createMemoryRouter(
    [
      { path, element: <Outlet context={context} />, children: [{ index: true, element }] },
      { path: '*', element: <h1>Another page</h1> },
    ],
    { initialEntries: [at] },
  );
  const queryClient = new QueryClient({ defaultOptions: { queries: { retry: false, gcTime: Infinity } } });
  render(
    <MantineProvider theme={theme} env="test">
      <QueryClientProvider client={queryClient}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </MantineProvider>,
  );
  return { user: userEvent.setup(), goTo: (address: string) => act(() => router.navigate(address)) };
}
