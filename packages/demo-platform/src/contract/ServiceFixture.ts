import { randomSuffix } from '../kube/randomSuffix';
import { valueAt } from '../kube/json';
import { KubeTarget } from './ContractTarget';
import { Answer, request } from './request';

export function items(answer: Answer): unknown[] {
  return Array.isArray(answer.body.items) ? answer.body.items : [];
}

export function metadata(answer: Answer, field: string): string {
  return String(valueAt(answer.body, ['metadata', field]) ?? '');
}

/**
 * Services to try the API on: every cluster has them and no controller of ours
 * touches them. All carry the label `run`.
 */
export class ServiceFixture {
  readonly run = `contract-${randomSuffix(5)}`;

  constructor(private readonly target: () => KubeTarget) {}

  get collection(): string {
    return `/api/v1/namespaces/${this.target().namespace}/services`;
  }

  object(name: string, extra: object = {}): object {
    return {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name, labels: { run: this.run }, ...extra },
      spec: { ports: [{ name: 'http', port: 80, protocol: 'TCP' }] },
    };
  }

  create(name: string): Promise<Answer> {
    return request(this.target(), this.collection, {
      method: 'POST',
      body: this.object(name),
    });
  }

  remove(name: string): Promise<Answer> {
    return request(this.target(), `${this.collection}/${name}`, {
      method: 'DELETE',
    });
  }

  apply(
    name: string,
    body: object,
    query: string = 'fieldManager=contract',
  ): Promise<Answer> {
    return request(this.target(), `${this.collection}/${name}?${query}`, {
      method: 'PATCH',
      contentType: 'application/apply-patch+yaml',
      body,
    });
  }

  async removeAll(): Promise<void> {
    const all = await request(
      this.target(),
      `${this.collection}?labelSelector=run%3D${this.run}`,
    );
    for (const item of items(all)) {
      await this.remove(String(valueAt(item, ['metadata', 'name'])));
    }
  }
}
