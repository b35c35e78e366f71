"""Who is told what, when, by whom and after whom; which facts each letter states; what holds a letter back."""
