import { createBrowserRouter, Navigate } from 'react-router';
import { NotFoundPage } from '../ui/page/not-found-page';
import { PageError } from '../ui/page/page-error';
import { PageLoader } from '../ui/page/page-loader';
import { HomeRedirect } from './home-redirect';
import { RequireSession } from './require-session';
import { Shell } from './shell';

/** Each page is a chunk of its own, so the first load stays small. */
export const router = createBrowserRouter([
  {
    errorElement: <PageError />,
    hydrateFallbackElement: <PageLoader />,
    children: [
      {
        path: '/sign-in',
        lazy: async () => ({ Component: (await import('../features/auth/sign-in-page')).SignInPage }),
      },
      {
        path: '/sign-up',
        lazy: async () => ({ Component: (await import('../features/auth/sign-up-page')).SignUpPage }),
      },
      {
        element: <RequireSession />,
        children: [
          {
            path: '/bitbucket-auth-app/callback',
            lazy: async () => ({
              Component: (await import('../features/git/connection/callback-page')).CallbackPage,
            }),
          },
          { index: true, element: <HomeRedirect /> },
          {
            path: '/new-workspace',
            lazy: async () => ({
              Component: (await import('../features/workspaces/first-workspace-page')).FirstWorkspacePage,
            }),
          },
          {
            element: <Shell />,
            errorElement: <PageError />,
            children: [
              { path: '/w/:workspaceId', element: <Navigate to="services" replace /> },
              {
                path: '/w/:workspaceId/services',
                lazy: async () => ({
                  Component: (await import('../features/services/services-page')).ServicesPage,
                }),
              },
              {
                path: '/w/:workspaceId/services/from-schema',
                lazy: async () => ({
                  Component: (await import('../features/import/new-service-page')).NewServicePage,
                }),
              },
              {
                path: '/w/:workspaceId/connections',
                lazy: async () => ({
                  Component: (await import('../features/git/connection/connections-page')).ConnectionsPage,
                }),
              },
              {
                path: '/w/:workspaceId/members',
                lazy: async () => ({
                  Component: (await import('../features/workspaces/members-page')).MembersPage,
                }),
              },
              {
                path: '/w/:workspaceId/services/:resourceId',
                lazy: async () => ({
                  Component: (await import('../features/services/service-page')).ServicePage,
                }),
                children: [
                  { index: true, element: <Navigate to="model" replace /> },
                  {
                    path: 'model',
                    lazy: async () => ({
                      Component: (await import('../features/model/model-page')).ModelPage,
                    }),
                  },
                  {
                    path: 'model/import',
                    lazy: async () => ({
                      Component: (await import('../features/import/import-model-page')).ImportModelPage,
                    }),
                  },
                  {
                    path: 'git',
                    lazy: async () => ({ Component: (await import('../features/git/git-page')).GitPage }),
                  },
                  {
                    path: 'builds',
                    lazy: async () => ({
                      Component: (await import('../features/builds/builds-page')).BuildsPage,
                    }),
                  },
                ],
              },
              {
                path: '/builds/:buildId',
                lazy: async () => ({ Component: (await import('../features/builds/build-page')).BuildPage }),
              },
            ],
          },
        ],
      },
      { path: '*', element: <NotFoundPage /> },
    ],
  },
]);
