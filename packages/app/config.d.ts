export interface Config {
  app: {
    /**
     * A sentence that every page shows at its foot, such as "Test portal:
     * nothing here is real".
     * @visibility frontend
     */
    announcement?: string;
  };
}
