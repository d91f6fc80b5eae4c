import {
  DefaultAzureDevOpsCredentialsProvider,
  DefaultGithubCredentialsProvider,
  DefaultGitlabCredentialsProvider,
  getBitbucketCloudOAuthToken,
  ScmIntegrationRegistry,
} from '@backstage/integration';

interface GitCredentials {
  username: string;
  password: string;
}

type Strategy = (
  url: string,
) => Promise<{ username: string; password?: string } | undefined>;

/**
 * Makes a function that finds the credentials for git over HTTP in the
 * portal's `integrations`; undefined where there are none, as for a public
 * repository. GitHub apps' tokens are minted when asked for.
 *
 * The user names are those that each forge's documentation gives for tokens.
 */
export function forgeCredentials(
  integrations: ScmIntegrationRegistry,
): (url: string) => Promise<GitCredentials | undefined> {
  const github =
    DefaultGithubCredentialsProvider.fromIntegrations(integrations);
  const gitlab =
    DefaultGitlabCredentialsProvider.fromIntegrations(integrations);
  const azure =
    DefaultAzureDevOpsCredentialsProvider.fromIntegrations(integrations);

  const strategies: Record<string, Strategy> = {
    github: async url => ({
      username: 'x-access-token',
      password: (await github.getCredentials({ url })).token,
    }),
    gitlab: async url => ({
      username: 'oauth2',
      password: (await gitlab.getCredentials({ url })).token,
    }),
    azure: async url => ({
      username: 'callboard',
      password: (await azure.getCredentials({ url }))?.token,
    }),
    gitea: async url => {
      const config = integrations.gitea.byUrl(url)?.config;
      // Gitea takes a token as password of any user.
      return {
        username: config?.username ?? 'callboard',
        password: config?.password,
      };
    },
    bitbucketServer: async url => {
      const config = integrations.bitbucketServer.byUrl(url)?.config;
      return {
        username: config?.username ?? 'x-token-auth',
        password: config?.token ?? config?.password,
      };
    },
    bitbucketCloud: async url => {
      const config = integrations.bitbucketCloud.byUrl(url)?.config;
      if (config?.clientId && config.clientSecret) {
        return {
          username: 'x-token-auth',
          password: await getBitbucketCloudOAuthToken(
            config.clientId,
            config.clientSecret,
          ),
        };
      }
      return config?.token
        ? { username: 'x-bitbucket-api-token-auth', password: config.token }
        : { username: config?.username ?? '', password: config?.appPassword };
    },
  };

  return async url => {
    const strategy = strategies[integrations.byUrl(url)?.type ?? ''];
    const found = await strategy?.(url);
    return found?.password
      ? { username: found.username, password: found.password }
      : undefined;
  };
}
