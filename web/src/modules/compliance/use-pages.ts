// A list that is read page by page, with the same four faces as any other query.
import { useInfiniteQuery } from '@tanstack/vue-query'
import { computed, ref, toValue, type MaybeRefOrGetter } from 'vue'
import { get, type Problem } from '../../shared/api'
import type { Face, Resource } from '../../shared/resource'

interface Page { next: string; total: number }

export function usePages<P extends Page, R>(key: MaybeRefOrGetter<readonly unknown[]>, path: MaybeRefOrGetter<string>, query: MaybeRefOrGetter<object>, rowsOf: (page: P) => R[]) {
  const found = useInfiniteQuery({
    queryKey: computed(() => toValue(key)),
    queryFn: ({ pageParam, signal }) => get<P>(toValue(path), { ...toValue(query), cursor: pageParam }, signal),
    initialPageParam: '',
    getNextPageParam: (last: P) => last.next || undefined,
  })
  const pages = computed(() => found.data.value?.pages ?? [])
  const rows = computed(() => pages.value.flatMap(rowsOf))
  const total = computed(() => pages.value[0]?.total ?? 0)
  const face = computed<Face>(() => {
    if (pages.value.length) return rows.value.length ? 'ready' : 'empty'
    return found.isError.value ? 'failed' : 'loading'
  })
  const resource: Resource<unknown> = {
    data: ref(undefined),
    face,
    staleSince: computed(() => (pages.value.length && found.isError.value ? found.dataUpdatedAt.value : 0)),
    problem: computed(() => found.error.value as Problem | null),
    fetching: found.isFetching,
    retry: () => void found.refetch(),
  }
  return { rows, total, first: computed(() => pages.value[0]), resource, more: computed(() => found.hasNextPage.value), loadMore: () => void found.fetchNextPage(), loadingMore: found.isFetchingNextPage }
}
