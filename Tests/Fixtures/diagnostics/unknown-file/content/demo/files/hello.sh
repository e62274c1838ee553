echo {{ cluster_name }}
