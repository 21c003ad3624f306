/** Many workers at one pile of work. More of them than PostgREST has connections, fewer than it keeps waiting for one. */
export async function atOnce<Task, Result>(
  workers: number,
  tasks: Task[],
  work: (task: Task) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = [];
  const pile = tasks.entries();
  await Promise.all(
    Array.from({ length: workers }, async () => {
      for (const [index, task] of pile) results[index] = await work(task);
    }),
  );
  return results;
}
