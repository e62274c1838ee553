"""Makes realistic pages of Markdown: the same seed gives the same bytes, on every machine."""

import random
import re
from dataclasses import dataclass

ENGLISH = """
the machine starts a server reads its file from disk and writes each change to every member of the
cluster before it answers a client that asks for the state of a node with its own certificate while
another process checks address range port name version network route rule service package archive
when you restart this unit wait until all members report that they are healthy then go on with next
step of procedure because an old value may remain in cache for some seconds
""".split()
CHINESE = """
机器 启动 服务 读取 配置 文件 然后 写入 每个 节点 的 状态 如果 证书 过期 客户端 就 无法 连接 集群 网络 地址 范围
端口 名称 版本 路由 规则 防火墙 检查 之后 重新 启动 直到 所有 成员 健康 再 继续 下一步 因为 缓存 可能 保留 旧的 值
""".split()
TOPICS = """
network certificate etcd apiserver scheduler kubelet proxy storage backup upgrade logging metrics
firewall route address registry image volume policy account
""".split()
TOPICS_ZH = "网络 证书 存储 备份 升级 日志 指标 防火墙 路由 地址 镜像 策略 账户 调度 代理".split()


@dataclass(frozen=True)
class Page:
    name: str
    title: str
    body: str


class _Writer:
    """One page: blocks in the proportions of technical documentation."""

    def __init__(self, seed: str, chinese: bool, names: list[str]):
        self.random = random.Random(seed)
        self.chinese = chinese
        self.names = names
        self.blocks: list[str] = []
        self.size = 0

    def words(self, low: int, high: int) -> str:
        count = self.random.randint(low, high)
        if self.chinese:
            return "".join(self.random.choices(CHINESE, k=max(2, count * 2 // 3)))
        return " ".join(self.random.choices(ENGLISH, k=count))

    def inline(self, text: str) -> str:
        """Dresses about one phrase in three as code, emphasis or a link."""
        choice = self.random.randrange(12)
        if choice == 0:
            return f"`--{self.random.choice(TOPICS)}={self.random.randrange(4096)}`"
        if choice == 1:
            return f"**{text}**"
        if choice == 2:
            return f"*{text}*"
        if choice == 3:
            return f"[{text}](https://example.org/docs/{self.random.choice(TOPICS)})"
        if choice == 4:
            return f"[{text}]({self.random.choice(self.names)}.md)"
        return text

    def sentence(self) -> str:
        phrases = [self.inline(self.words(3, 9)) for _ in range(self.random.randint(2, 4))]
        end, comma = ("。", "，") if self.chinese else (".", ", ")
        text = comma.join(phrases)
        return text[:1].upper() + text[1:] + end

    def paragraph(self) -> str:
        sentences = [self.sentence() for _ in range(self.random.randint(2, 5))]
        if self.chinese:
            return "\n".join(sentences)
        lines, line = [], ""
        for word in " ".join(sentences).split(" "):
            # A line must not begin with what Markdown would take for a block.
            if len(line) > 90 and word[:1].isalpha():
                lines.append(line)
                line = word
            else:
                line = f"{line} {word}" if line else word
        return "\n".join(lines + [line])

    def heading(self, level: int) -> str:
        topic = self.random.choice(TOPICS_ZH if self.chinese else TOPICS)
        return f"{'#' * level} {topic.capitalize()} {self.words(2, 5)}"

    def listing(self) -> str:
        marker = self.random.choice(["*", "1."])
        lines = []
        for _ in range(self.random.randint(3, 6)):
            lines.append(f"{marker} {self.sentence()}")
            if self.random.random() < 0.2:
                lines.append(f"{' ' * (len(marker) + 1)}* {self.sentence()}")
        return "\n".join(lines)

    def table(self) -> str:
        rows = ["| Name | Port | Meaning |", "|---|---:|---|"]
        for _ in range(self.random.randint(3, 8)):
            name = self.random.choice(TOPICS)
            rows.append(f"| `{name}` | {self.random.randrange(1024, 32768)} | {self.words(4, 9)} |")
        return "\n".join(rows)

    def code(self) -> str:
        topic, number = self.random.choice(TOPICS), self.random.randrange(1, 250)
        language = self.random.choice(["bash", "bash", "yaml", "yaml", "json"])
        if language == "bash":
            body = (
                f"# Asks every member for its state\nset -euo pipefail\n"
                f'for host in node-{number}.example.org node-{number + 1}.example.org; do\n'
                f'  ssh "root@$host" systemctl restart {topic}.service && echo "$host: done" >&2\n'
                f"done\ncurl --fail --cacert /etc/{topic}/ca.crt https://192.0.2.{number}:6443/healthz\n"
            )
        elif language == "yaml":
            body = (
                f"apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: {topic}-{number}\n"
                f"  labels: {{app: {topic}, tier: \"backend\"}}\ndata:\n  replicas: \"{number % 7}\"\n"
                f"  config: |\n    listen = 192.0.2.{number}:8080\n    # the timeout is in seconds\n"
                f"    timeout = {number}\n"
            )
        else:
            body = (
                f'{{\n  "name": "{topic}-{number}",\n  "enabled": true,\n  "limits": {{"cpu": {number}, '
                f'"memory": "128Mi"}},\n  "addresses": ["192.0.2.{number}", "198.51.100.{number}"]\n}}\n'
            )
        return f"```{language}\n{body}```"

    def quote(self) -> str:
        return "\n".join(f"> {line}" for line in self.paragraph().split("\n"))

    def add(self, block: str) -> None:
        self.blocks.append(block)
        self.size += len(block.encode()) + 2

    def page(self, size: int) -> str:
        makers = [self.paragraph] * 6 + [self.listing] * 2 + [self.code] * 3 + [self.table, self.quote]
        while self.size < size:
            self.add(self.heading(2))
            for _ in range(self.random.randint(3, 7)):
                if self.random.random() < 0.15:
                    self.add(self.heading(3))
                self.add(self.random.choice(makers)())
        return "\n\n".join(self.blocks) + "\n"


def pages(count: int, size: int, seed: int = 1):
    """Yields `count` pages of about `size` bytes; one in four is in Chinese."""
    names = [f"{index:05d}-{TOPICS[index % len(TOPICS)]}" for index in range(1, count + 1)]
    for index, name in enumerate(names):
        chinese = index % 4 == 3
        near = names[max(0, index - 20) : index + 20]
        writer = _Writer(f"{seed}/{name}", chinese, near)
        title = re.sub(r"^#+ ", "", writer.heading(1))
        yield Page(name, title, writer.page(size))
