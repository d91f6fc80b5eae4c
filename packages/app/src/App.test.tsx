import { render, screen } from '@testing-library/react';
import App from './App';

describe('App', () => {
  it('asks for sign-in and says what is announced', async () => {
    Object.assign(process.env, {
      APP_CONFIG: [
        {
          data: {
            app: {
              title: 'Callboard',
              announcement: 'This is the embedded demo platform',
            },
            backend: { baseUrl: 'http://localhost:7007' },
          },
          context: 'test',
        },
      ],
    });

    render(App.createRoot());

    expect(
      await screen.findByText('This is the embedded demo platform'),
    ).toBeInTheDocument();
  });
});
