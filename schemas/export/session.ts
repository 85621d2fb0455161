//en The calls of a session with payin-mcp, as a program.
//zh 与 payin-mcp 的一次会话中的调用，写成程序。
{{client}}

{{create_order}}

function show(name: string, value: unknown) {
  console.log(name, JSON.stringify(value, undefined, 2));
}

async function main() {
  {{calls}}
}

main().catch((error) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
