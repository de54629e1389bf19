/** What all operations on a store share, for as long as the store is there. */
import type { Store } from '../../store/store';

export function perStore<T>(make: () => T): (store: Store) => T {
  const made = new WeakMap<Store, { readonly shared: T }>();
  return (store) => {
    let kept = made.get(store);
    if (!kept) {
      kept = { shared: make() };
      made.set(store, kept);
    }
    return kept.shared;
  };
}
