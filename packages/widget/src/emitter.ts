/** Listeners by event. One that throws does not keep the others from hearing. */
export function createEmitter<Events extends object>() {
  const listeners = new Map<keyof Events, Set<(payload: never) => void>>();

  return {
    on<Name extends keyof Events>(name: Name, listener: (payload: Events[Name]) => void): () => void {
      const known = listeners.get(name) ?? new Set();
      listeners.set(name, known.add(listener));
      return () => {
        known.delete(listener);
      };
    },

    emit<Name extends keyof Events>(name: Name, payload: Events[Name]): void {
      for (const listener of [...(listeners.get(name) ?? [])]) {
        try {
          listener(payload as never);
        } catch (error) {
          console.error(error);
        }
      }
    },
  };
}

export type Emit<Events extends object> = ReturnType<typeof createEmitter<Events>>['emit'];
