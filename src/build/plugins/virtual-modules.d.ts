/** From src/build/plugins/searched-tasks.ts; it has `SearchedTasks`. */
declare module 'virtual:searched-tasks' {
  const tasks: unknown;
  export default tasks;
}
