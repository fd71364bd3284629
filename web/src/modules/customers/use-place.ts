// The people of one unit, found as the record form finds them: by the unit's room.
import { computed, toValue, type MaybeRefOrGetter } from 'vue'
import type { Household, Households } from '../../api/types'
import { useResource } from '../../shared/resource'

export function usePeopleOf(unit: MaybeRefOrGetter<string>, room: MaybeRefOrGetter<string>) {
  const found = useResource<Households>(() => ['households', 'unit', toValue(unit)], '/households', () => ({ q: toValue(room) }), { enabled: computed(() => !!toValue(room)) })
  const households = computed<Household[]>(() => (found.data.value?.households ?? []).filter((one) => one.unit === toValue(unit)))
  return { found, households }
}
