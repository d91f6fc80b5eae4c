import { render, screen } from '@testing-library/react';
import App from './App';

const announcement = 'This is the embedded demo platform';

// The app takes its config from here, as an object and not as a string.
Object.defineProperty(process, 'env', {
  value: {
    NODE_ENV: 'test',
    APP_CONFIG: [
      {
        data: {
          app: { title: 'Callboard', announcement },
          backend: { baseUrl: 'http://localhost:7007' },
        },
        context: 'test',
      },
    ],
  },
});

describe('App', () => {
  it('starts and shows what is announced', async () => {
    render(App.createRoot());

    expect(await screen.findByRole('note')).toHaveTextContent(announcement);
  });
});
