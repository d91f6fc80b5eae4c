import { H100, L4, SeedComponent } from './components';

/** A commit of the seeded history and what it brings. */
export interface SeedCommit {
  hoursAgo: number;
  message: string;
  author: { name: string; email: string };
  component: SeedComponent;
}

const ANA = { name: 'Ana Duarte', email: 'ana.duarte@example.com' };
const BEN = { name: 'Ben Okafor', email: 'ben.okafor@example.com' };
const MEI = { name: 'Mei Tanaka', email: 'mei.tanaka@example.com' };

const visionLab: SeedComponent = {
  name: 'vision-lab',
  title: 'Vision lab',
  description: 'Shared Ray cluster for interactive work on inspection images',
  namespace: 'team-vision',
  system: 'visual-inspection',
  queue: 'vision-gpu',
  object: { kind: 'RayCluster', name: 'vision-lab' },
  workers: {
    replicas: 2,
    cpu: '8',
    memory: '32Gi',
    gpu: { product: L4, count: 1 },
  },
};

const defectDetector: SeedComponent = {
  name: 'defect-detector',
  title: 'Defect detector',
  description: 'Finds scratches and dents on the line camera images',
  namespace: 'team-vision',
  system: 'visual-inspection',
  queue: 'vision-gpu',
  object: { kind: 'RayJob', name: 'defect-detector-7c1e04d2' },
  workers: {
    replicas: 2,
    cpu: '8',
    memory: '48Gi',
    gpu: { product: L4, count: 1 },
  },
  model: 'defect-detector',
  entrypoint: 'python train.py --epochs 8 --image-size 1024',
  runSeconds: 4800,
};

const intentClassifier: SeedComponent = {
  name: 'intent-classifier',
  title: 'Intent classifier',
  description: 'Tells what a customer wants from the first message',
  namespace: 'team-language',
  system: 'support-assistant',
  queue: 'language-gpu',
  object: { kind: 'RayJob', name: 'intent-classifier-b90f3a61' },
  workers: {
    replicas: 1,
    cpu: '96',
    memory: '1Ti',
    gpu: { product: H100, count: 8 },
  },
  model: 'intent-classifier',
  entrypoint: 'python finetune.py --config configs/intent-large.yaml',
  runSeconds: 30 * 24 * 3600,
};

const ticketRouter: SeedComponent = {
  name: 'ticket-router',
  title: 'Ticket router',
  description: 'Sends support tickets to the right queue',
  namespace: 'team-language',
  system: 'support-assistant',
  queue: 'language-gpu',
  object: { kind: 'RayJob', name: 'ticket-router-42d8e7f5' },
  workers: {
    replicas: 1,
    cpu: '64',
    memory: '512Gi',
    gpu: { product: H100, count: 8 },
  },
  model: 'ticket-router',
  entrypoint: 'python train.py --model-size 13b',
};

const llmEval: SeedComponent = {
  name: 'llm-eval',
  title: 'LLM evaluation',
  description:
    'Ray cluster that scores candidate models on the support benchmark',
  namespace: 'team-language',
  system: 'support-assistant',
  queue: 'language-gpu',
  object: { kind: 'RayCluster', name: 'llm-eval' },
  image: 'rayproject/ray:2.55.1-does-not-exist',
  workers: {
    replicas: 1,
    cpu: '8',
    memory: '32Gi',
    gpu: { product: L4, count: 1 },
  },
};

/** Oldest first. */
export const SEED_COMMITS: SeedCommit[] = [
  {
    hoursAgo: 26,
    message: 'Add the vision lab cluster',
    author: ANA,
    component: visionLab,
  },
  {
    hoursAgo: 7,
    message: 'Train the defect detector on the October images',
    author: ANA,
    component: defectDetector,
  },
  {
    hoursAgo: 3,
    message: 'Fine-tune the intent classifier on one p5 node',
    author: BEN,
    component: intentClassifier,
  },
  {
    hoursAgo: 0.9,
    message: 'Train the 13B ticket router',
    author: MEI,
    component: ticketRouter,
  },
  {
    hoursAgo: 0.5,
    message: 'Move the evaluation cluster to the new Ray image',
    author: BEN,
    component: llmEval,
  },
];

/** Runs from before the cluster's history, oldest first. */
export const SEED_RUNS = [
  {
    model: 'defect-detector',
    daysAgo: 34,
    ref: 'component:default/defect-detector',
  },
  {
    model: 'defect-detector',
    daysAgo: 20,
    ref: 'component:default/defect-detector',
  },
  {
    model: 'defect-detector',
    daysAgo: 6,
    ref: 'component:default/defect-detector',
    champion: true,
  },
  {
    model: 'intent-classifier',
    daysAgo: 17,
    ref: 'component:default/intent-classifier',
  },
  {
    model: 'intent-classifier',
    daysAgo: 4,
    ref: 'component:default/intent-classifier',
    champion: true,
  },
];
