// A query with its four faces: nothing yet, loading, failed, stale. Old rows stay visible while new ones come.
import { keepPreviousData, QueryClient, useQuery } from '@tanstack/vue-query'
import { computed, onBeforeUnmount, ref, toValue, watch, type ComputedRef, type MaybeRefOrGetter, type Ref } from 'vue'
import { get, Problem } from './api'
import { onServer } from './clock'
import { serverAnswered } from './live'

export type Face = 'waiting' | 'loading' | 'failed' | 'empty' | 'ready'
export interface Resource<T> {
  data: Ref<T | undefined>
  /** `waiting` shows nothing (the first 150 ms), `failed` only when there is nothing older to show. */
  face: ComputedRef<Face>
  /** What is on the screen is older than it should be, because asking again failed; since then. */
  staleSince: ComputedRef<number>
  problem: ComputedRef<Problem | null>
  fetching: Ref<boolean>
  retry: () => void
}

export const queries = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 10_000,
      // A site's own network may well have no internet; whether the server is there, only asking tells.
      networkMode: 'always',
      gcTime: 10 * 60_000,
      retry: (times, problem) => times < 2 && problem instanceof Problem && (problem.unreachable || problem.status >= 502),
      retryDelay: (times) => 400 * 2 ** times,
    },
  },
})

interface ResourceOptions<T> {
  empty?: (data: T) => boolean
  enabled?: MaybeRefOrGetter<boolean>
  staleTime?: number
  /** Keep showing the answer to the former question (another page, another filter) until the new one is there. */
  keep?: boolean
  /** Take each answer as it comes, without comparing it piece by piece with the one before: for large ones. */
  whole?: boolean
  signal?: AbortSignal
}

/** `key` names what is asked: ['complaints', 'list', query]; live changes make whole branches of keys ask again. */
export function useResource<T>(
  key: MaybeRefOrGetter<readonly unknown[]>,
  path: MaybeRefOrGetter<string>,
  query: MaybeRefOrGetter<object | undefined> = undefined,
  options: ResourceOptions<T> = {},
): Resource<T> {
  const found = useQuery<T, Problem>({
    queryKey: computed(() => toValue(key)),
    queryFn: async ({ signal }) => {
      const data = await get<T>(toValue(path), toValue(query), signal)
      serverAnswered()
      return data
    },
    enabled: computed(() => toValue(options.enabled) ?? true),
    staleTime: options.staleTime,
    structuralSharing: !options.whole,
    placeholderData: options.keep ? (keepPreviousData as never) : undefined,
  })
  const data = found.data as Ref<T | undefined>

  // A skeleton that flashes for a moment is worse than none.
  const patient = ref(true)
  let timer = 0
  watch(
    () => data.value === undefined && found.isFetching.value,
    (waits) => {
      clearTimeout(timer)
      patient.value = true
      if (waits) timer = window.setTimeout(() => (patient.value = false), 150)
    },
    { immediate: true },
  )
  onBeforeUnmount(() => clearTimeout(timer))

  return {
    data,
    face: computed(() => {
      if (data.value !== undefined) return options.empty?.(data.value) ? 'empty' : 'ready'
      if (found.isError.value) return 'failed'
      return patient.value ? 'waiting' : 'loading'
    }),
    staleSince: computed(() => (data.value !== undefined && found.isError.value ? onServer(found.dataUpdatedAt.value) : 0)),
    problem: computed(() => found.error.value),
    fetching: found.isFetching,
    retry: () => void found.refetch(),
  }
}
