/// The HTML of a page that has one of everything the templates style.
enum SampleContent {
  static func page(isChinese: Bool) -> String {
    let intro =
      isChinese
      ? "每台主机都要能转发数据包。本集群的主机网络是"
      : "Every machine must forward packets, and every machine must know the way to the pods of every other. The hosts' network is"
    let step = isChinese ? "打开转发" : "Turn on forwarding"
    return """
      <h1>\(isChinese ? "网络与地址" : "Network &amp; addresses")</h1>
      <p>\(intro) <span class="value">192.168.10.0/24</span>, <code>--cluster-cidr=<span class="value">10.10.0.0/16</span></code>. <a href="page.html">Links</a> too.</p>
      <h2 id="s1"><span class="step-number">1</span>\(step) <a class="anchor" href="#s1" aria-label="#">#</a></h2>
      <figure class="file"><figcaption class="file-head"><code>/etc/sysctl.d/90-kubernetes.conf</code> <span>0644 root:root</span> <span class="host-list"><a href="x">m1</a> <a href="x">n1</a> <a href="x">n2</a></span> <a href="x" download>\(isChinese ? "下载" : "Download")</a></figcaption>
      <pre tabindex="0"><code class="language-ini"><span class="token-comment"># \(isChinese ? "转发" : "forwarding")</span>
      <span class="token-key">net.ipv4.ip_forward</span> = <span class="token-number">1</span>
      <span class="token-key">net.ipv4.conf.all.rp_filter</span> = <span class="token-number">2</span> <span class="token-comment"># a long line to see how it scrolls within its own box, and not the page</span></code></pre></figure>
      <figure class="run"><figcaption>\(isChinese ? "执行于 m1, n1" : "Run on m1, n1")</figcaption>
      <pre class="run" tabindex="0"><code class="language-bash"><span class="token-keyword">for</span> net <span class="token-keyword">in</span> <span class="value">10.10.1.0/24</span>; <span class="token-keyword">do</span>
        ip route replace <span class="token-string">"<span class="token-variable">$net</span>"</span> via <span class="value">192.168.10.12</span>
      <span class="token-keyword">done</span></code></pre></figure>
      <figure class="check"><figcaption>\(isChinese ? "检查" : "Check")</figcaption>
      <pre class="check" tabindex="0"><code class="language-bash">sysctl net.ipv4.ip_forward</code></pre></figure>
      <figure class="output"><figcaption>\(isChinese ? "预期结果" : "Expected")</figcaption>
      <pre class="output" tabindex="0"><code>net.ipv4.ip_forward = 1</code></pre></figure>
      <h3 id="s2"><code>sysctl</code> <a class="anchor" href="#s2" aria-label="#">#</a></h3>
      <div class="table-scroll" tabindex="0"><table><thead><tr><th scope="col">Name</th><th scope="col">IP</th><th scope="col">Role</th></tr></thead>
      <tbody><tr><td>m1</td><td><span class="value">192.168.10.11</span></td><td>master</td></tr><tr><td>n1</td><td><span class="value">192.168.10.12</span></td><td>worker</td></tr></tbody></table></div>
      <ul><li><input type="checkbox" disabled checked> done</li><li><input type="checkbox" disabled> to do</li></ul>
      \(alerts(isChinese: isChinese))
      <h2 id="s3"><span class="step-number">2</span>\(isChinese ? "防火墙" : "Firewall") <a class="anchor" href="#s3" aria-label="#">#</a></h2>
      <pre tabindex="0"><code class="language-bash">nft list ruleset</code></pre>
      <blockquote><p>\(isChinese ? "引用的话。" : "A quotation.")</p></blockquote>
      """
  }

  private static func alerts(isChinese: Bool) -> String {
    let words =
      isChinese
      ? ["note": "注意", "tip": "提示", "important": "重要", "warning": "警告", "caution": "小心"]
      : [
        "note": "Note", "tip": "Tip", "important": "Important", "warning": "Warning",
        "caution": "Caution",
      ]
    return ["note", "tip", "important", "warning", "caution"].map { kind in
      """
      <div class="alert alert-\(kind)"><p class="alert-title">\(words[kind] ?? kind)</p>\
      <p>\(isChinese ? "这一步会中断网络。" : "This step interrupts the network.")</p></div>
      """
    }.joined(separator: "\n")
  }
}
