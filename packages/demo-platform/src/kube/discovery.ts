import { RESOURCES, apiVersionOf } from './resources';
import { Resource } from './types';

const AGGREGATED = 'apidiscovery.k8s.io';
const OBJECT_VERBS = [
  'create',
  'delete',
  'get',
  'list',
  'patch',
  'update',
  'watch',
];
const STATUS_VERBS = ['get', 'patch', 'update'];

/** Version that the stand-in answers; the `demo` build shows what it is. */
export const VERSION_INFO = {
  major: '1',
  minor: '35',
  gitVersion: 'v1.35.0+callboard-demo',
  gitCommit: '',
  gitTreeState: 'clean',
  buildDate: '1970-01-01T00:00:00Z',
  goVersion: '',
  compiler: '',
  platform: process.platform,
};

function groups(): string[] {
  return [...new Set(RESOURCES.map(r => r.group))].filter(Boolean);
}

function resourcesOf(groupVersion: string): Resource[] {
  return RESOURCES.filter(r => apiVersionOf(r) === groupVersion);
}

function apiGroup(group: string): object {
  const versions = [
    ...new Set(RESOURCES.filter(r => r.group === group).map(r => r.version)),
  ].map(version => ({ groupVersion: `${group}/${version}`, version }));
  return { name: group, versions, preferredVersion: versions[0] };
}

function apiResourceList(groupVersion: string): object {
  return {
    kind: 'APIResourceList',
    apiVersion: 'v1',
    groupVersion,
    resources: resourcesOf(groupVersion).flatMap(resource => {
      const { plural, singular, namespaced, kind, shortNames } = resource;
      return [
        {
          name: plural,
          singularName: singular,
          namespaced,
          kind,
          verbs: OBJECT_VERBS,
          shortNames: shortNames.length > 0 ? shortNames : undefined,
        },
        ...(resource.hasStatus
          ? [
              {
                name: `${plural}/status`,
                singularName: '',
                namespaced,
                kind,
                verbs: STATUS_VERBS,
              },
            ]
          : []),
      ];
    }),
  };
}

function aggregated(names: string[]): object {
  return {
    kind: 'APIGroupDiscoveryList',
    apiVersion: `${AGGREGATED}/v2`,
    metadata: {},
    items: names.map(name => {
      const members = RESOURCES.filter(r => r.group === name);
      return {
        metadata: name ? { name } : {},
        versions: [...new Set(members.map(r => r.version))].map(version => ({
          version,
          freshness: 'Current',
          resources: members
            .filter(r => r.version === version)
            .map(r => ({
              resource: r.plural,
              responseKind: { group: r.group, version, kind: r.kind },
              scope: r.namespaced ? 'Namespaced' : 'Cluster',
              singularResource: r.singular,
              shortNames: r.shortNames,
              verbs: OBJECT_VERBS,
              subresources: r.hasStatus
                ? [
                    {
                      subresource: 'status',
                      responseKind: { group: r.group, version, kind: r.kind },
                      verbs: STATUS_VERBS,
                    },
                  ]
                : [],
            })),
        })),
      };
    }),
  };
}

/** Answers the discovery paths; undefined for any other path. */
export function discovery(
  path: string,
  accept: string,
): { body: object; contentType?: string } | undefined {
  const wantsAggregated =
    accept.includes(`g=${AGGREGATED}`) && accept.includes('v=v2;');
  const contentType = `application/json;g=${AGGREGATED};v=v2;as=APIGroupDiscoveryList`;
  const segments = path.split('/').filter(Boolean);
  switch (`${segments[0]}/${segments.length}`) {
    case 'version/1':
      return { body: VERSION_INFO };
    case 'api/1':
      return wantsAggregated
        ? { body: aggregated(['']), contentType }
        : {
            body: {
              kind: 'APIVersions',
              versions: ['v1'],
              serverAddressByClientCIDRs: [],
            },
          };
    case 'apis/1':
      return wantsAggregated
        ? { body: aggregated(groups()), contentType }
        : {
            body: {
              kind: 'APIGroupList',
              apiVersion: 'v1',
              groups: groups().map(apiGroup),
            },
          };
    case 'api/2':
      return segments[1] === 'v1' ? { body: apiResourceList('v1') } : undefined;
    case 'apis/2':
      return groups().includes(segments[1])
        ? {
            body: {
              kind: 'APIGroup',
              apiVersion: 'v1',
              ...apiGroup(segments[1]),
            },
          }
        : undefined;
    case 'apis/3': {
      const groupVersion = `${segments[1]}/${segments[2]}`;
      return resourcesOf(groupVersion).length > 0
        ? { body: apiResourceList(groupVersion) }
        : undefined;
    }
    default:
      return undefined;
  }
}
