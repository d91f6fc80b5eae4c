import { mockServices } from '@backstage/backend-test-utils';
import { ConfigReader } from '@backstage/config';
import { JsonObject } from '@backstage/types';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readConfig } from './readConfig';

const cluster = {
  name: 'prod',
  url: 'https://10.0.0.1:6443/',
  authProvider: 'serviceAccount',
};

function read(data: JsonObject, logger = mockServices.logger.mock()) {
  return readConfig(new ConfigReader(data), logger);
}

function kubernetes(...clusterLocatorMethods: JsonObject[]): JsonObject {
  return { kubernetes: { clusterLocatorMethods } };
}

describe('readConfig', () => {
  it('is content with nothing', () => {
    expect(read({})).toEqual({
      clusters: [],
      mlflow: [],
      prometheus: [],
      links: {},
      namespaceOwners: [],
    });
  });

  it('takes the clusters of the kubernetes section', () => {
    const { clusters } = read({
      ...kubernetes(
        {
          type: 'config',
          clusters: [
            { ...cluster, serviceAccountToken: 't', caData: 'ca', title: 'P' },
            { ...cluster, name: 'own', skipTLSVerify: true },
          ],
        },
        { type: 'localKubectlProxy' },
      ),
      mlPlatform: { clusters: [{ name: 'prod', namespaces: ['a', 'b'] }] },
    });
    expect(clusters).toEqual([
      {
        name: 'prod',
        title: 'P',
        namespaces: ['a', 'b'],
        connection: {
          type: 'direct',
          server: 'https://10.0.0.1:6443',
          caData: 'ca',
          skipTlsVerify: false,
          token: 't',
        },
      },
      {
        name: 'own',
        connection: {
          type: 'direct',
          server: 'https://10.0.0.1:6443',
          skipTlsVerify: true,
          tokenFile: '/var/run/secrets/kubernetes.io/serviceaccount/token',
          caFile: '/var/run/secrets/kubernetes.io/serviceaccount/ca.crt',
        },
      },
      {
        name: 'local',
        connection: {
          type: 'direct',
          server: 'http://127.0.0.1:8001',
          skipTlsVerify: false,
        },
      },
    ]);
  });

  it('leaves out what it does not support, with a warning that names it', () => {
    const logger = mockServices.logger.mock();
    const { clusters, prometheus } = read(
      {
        ...kubernetes(
          { type: 'gke', projectId: 'p' },
          {
            type: 'config',
            clusters: [{ ...cluster, authProvider: 'google' }, cluster],
          },
        ),
        mlPlatform: {
          clusters: [{ name: 'gone' }],
          prometheus: [{ cluster: 'gone', url: 'http://p' }],
        },
      },
      logger,
    );
    expect(clusters.map(({ name }) => name)).toEqual(['prod']);
    expect(prometheus).toEqual([]);
    expect(logger.warn.mock.calls.map(call => call[1])).toEqual([
      { type: 'gke' },
      { cluster: 'prod', authProvider: 'google' },
      { key: 'mlPlatform.clusters[0].name', cluster: 'gone' },
      { key: 'mlPlatform.prometheus[0].cluster', cluster: 'gone' },
    ]);
  });

  it('takes contexts of a kubeconfig', async () => {
    const dir = await mkdtemp(join(tmpdir(), 'kubeconfig-'));
    const path = join(dir, 'config');
    await writeFile(
      path,
      JSON.stringify({
        clusters: [{ name: 'c', cluster: { server: 'https://c' } }],
        users: [{ name: 'u', user: { token: 't' } }],
        contexts: ['one', 'two'].map(name => ({
          name,
          context: { cluster: 'c', user: 'u' },
        })),
      }),
    );
    const names = (kubeconfig: JsonObject) =>
      read({ mlPlatform: { kubeconfig } }).clusters.map(({ name }) => name);
    expect(names({ path })).toEqual(['one', 'two']);
    expect(names({ path, contexts: ['two'] })).toEqual(['two']);
    expect(() => names({ path, contexts: ['three'] })).toThrow(
      /mlPlatform\.kubeconfig\.contexts.*'three'/,
    );
    await rm(dir, { recursive: true });
    expect(() => names({ path })).toThrow(/mlPlatform\.kubeconfig\.path/);
  });

  it('fills in what may be left out', () => {
    const { mlflow, links, namespaceOwners } = read({
      mlPlatform: {
        mlflow: [{ id: 'main', url: 'http://mlflow:5000/', token: 't' }],
        links: { logs: 'https://{cluster}.logs.example.com/?pod={name}' },
        tenancy: { namespaces: [{ namespace: 'a', owner: 'Group:Team-A' }] },
      },
    });
    expect(mlflow).toEqual([
      {
        id: 'main',
        url: 'http://mlflow:5000',
        webUrl: 'http://mlflow:5000',
        credentials: { token: 't' },
        pollSeconds: 15,
      },
    ]);
    expect(links.logs).toBe('https://{cluster}.logs.example.com/?pod={name}');
    expect(namespaceOwners).toEqual([
      { namespace: 'a', owner: 'group:default/team-a' },
    ]);
  });

  const mlflow = (entry: JsonObject) => ({
    mlPlatform: { mlflow: [{ id: 'a', url: 'http://m', ...entry }] },
  });

  it.each<[string, JsonObject, RegExp]>([
    [
      'no url',
      { mlPlatform: { mlflow: [{ id: 'a' }] } },
      /mlPlatform\.mlflow\[0\]\.url/,
    ],
    [
      'no URL at all',
      mlflow({ url: 'mlflow:5000' }),
      /mlPlatform\.mlflow\[0\]\.url/,
    ],
    ['a secret in the URL', mlflow({ url: 'http://u:p@m' }), /own keys/],
    [
      'half a login',
      mlflow({ username: 'u' }),
      /mlPlatform\.mlflow\[0\]': 'username' and 'password'/,
    ],
    [
      'two logins',
      mlflow({ token: 't', username: 'u', password: 'p' }),
      /not both/,
    ],
    [
      'a poll without pause',
      mlflow({ pollSeconds: 0 }),
      /mlflow\[0\]\.pollSeconds/,
    ],
    [
      'an id twice',
      {
        mlPlatform: { mlflow: ['a', 'a'].map(id => ({ id, url: 'http://m' })) },
      },
      /mlPlatform\.mlflow\[1\]\.id/,
    ],
    [
      'an owner that is no ref',
      {
        mlPlatform: {
          tenancy: { namespaces: [{ namespace: 'a', owner: 'team' }] },
        },
      },
      /tenancy\.namespaces\[0\]\.owner/,
    ],
    [
      'a link that is no URL',
      { mlPlatform: { links: { logs: '{name}' } } },
      /mlPlatform\.links\.logs/,
    ],
    [
      'a cluster twice',
      kubernetes({ type: 'config', clusters: [cluster, cluster] }),
      /'prod' is named twice/,
    ],
    [
      'a cluster without url',
      kubernetes({ type: 'config', clusters: [{ name: 'x' }] }),
      /clusters\[0\]\.url/,
    ],
  ])('refuses %s and names the key', (_, data, message) => {
    expect(() => read(data)).toThrow(message);
  });
});
